using Attribution.Domain.Models;

namespace Attribution.Web.Analytics;

/// <summary>Makes the comparison of models out of what they credit.</summary>
internal static class ModelsTable
{
    /// <param name="before">The former range; null where none was asked for.</param>
    public static ModelsReport Of(ReportHead head, ModelOptions options, ModelCredits now, ModelCredits? before) => new(head)
    {
        Models = options.Models,
        Channels = Channels(options, now, before),
        Fits = FitsOf(options, now),
        Pair = Shift(options, now),
        Previous = before is null ? null : Former(options, before),
        Totals = now.Totals(options.Models),
    };

    private static FormerModels Former(ModelOptions options, ModelCredits before)
    {
        var (channels, fits) = (Channels(options, before, null), FitsOf(options, before));
        return new(before.Range.First, before.Range.Last, ModelsReport.SameOf(channels, fits), channels, fits, Shift(options, before), before.Totals(options.Models));
    }

    private static IReadOnlyList<ChannelByModel> Channels(ModelOptions options, ModelCredits now, ModelCredits? before)
    {
        var widths = before is null ? null : options.Models.ToDictionary(model => model, model => before.WidthsTo(model, now, model));
        var channels = before is null ? now.Channels : [.. now.Channels.Union(before.Channels)];
        return [.. channels.Select(channel => Channel(options, now, channel) with
        {
            Change = widths is null ? null : options.Models.ToDictionary(model => model, model => before!.To(model, now, model, channel, widths[model])),
        })];
    }

    private static ChannelByModel Channel(ModelOptions options, ModelCredits now, string channel)
    {
        var comparison = now.Compare(options.Models, channel);
        return new ChannelByModel(
            channel,
            now.Of(options.Models, channel),
            now.Major(comparison.SpreadMinor),
            comparison.Variation is { } variation ? Math.Round(variation, 6) : null,
            comparison.Consensus?.ToString().ToLowerInvariant())
        {
            MovesMost = now.Compare([ModelIds.LastTouch, .. options.Models.Where(model => model != ModelIds.LastTouch)], channel).MovesMostAgainst(ModelIds.LastTouch),
            Intervals = options.Models
                .Select(model => (Model: model, Interval: now.IntervalOf(model, channel)))
                .Where(model => model.Interval is not null)
                .ToDictionary(model => model.Model, model => model.Interval!),
        };
    }

    private static ModelShift? Shift(ModelOptions options, ModelCredits credits)
    {
        if (options.Pair is not { } pair)
        {
            return null;
        }

        var widths = credits.WidthsTo(pair.From, credits, pair.To);
        var rows = credits.Channels
            .Select(channel => new ChannelShift(channel, credits.Of(pair.From, channel), credits.Of(pair.To, channel), credits.To(pair.From, credits, pair.To, channel, widths)))
            .OrderByDescending(row => row.Difference.Revenue).ThenByDescending(row => row.Difference.Orders).ThenBy(row => row.Channel, StringComparer.Ordinal)
            .ToList();
        var moved = rows.Sum(row => Math.Max(row.Difference.Revenue, 0));
        return new(pair.From, pair.To, moved, Cells.Share(moved, credits.Totals([pair.To])[pair.To].Revenue), rows);
    }

    private static IReadOnlyList<FitFigures> FitsOf(ModelOptions options, ModelCredits credits) =>
        [.. credits.Fits.Figures.Where(fit => options.Models.Contains(fit.Model) || fit.Model == options.Pair?.From || fit.Model == options.Pair?.To)];
}
