using Attribution.Domain.Channels;
using Attribution.Domain.Models;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>What the charts of the page show in words, and their tables: every channel, also those that are not drawn.</summary>
internal static class ComparingCharts
{
    private const int MostRows = 10;
    private const int MostShifts = 14;

    /// <summary>The channels that are drawn: the largest, unattributed left out as no model moves it.</summary>
    public static IReadOnlyList<ChannelByModel> Drawn(ModelsReport report) => [.. Listed(report).Where(row => row.Channel != MarketingChannel.Unattributed).Take(MostRows)];

    /// <summary>The channels of a shift that are drawn: those that move most, who gains first.</summary>
    public static IReadOnlyList<ChannelShift> Drawn(ModelShift shift)
    {
        var most = shift.Channels.Where(row => row.Channel != MarketingChannel.Unattributed && (row.From.Revenue != 0 || row.To.Revenue != 0 || row.Difference.Revenue != 0))
            .OrderByDescending(row => Math.Abs(row.Difference.Revenue)).Take(MostShifts).Select(row => row.Channel).ToHashSet(StringComparer.Ordinal);
        return [.. shift.Channels.Where(row => most.Contains(row.Channel))];
    }

    public static ChartSpec Dumbbell(ModelsReport report, ReportView view)
    {
        var rows = Listed(report);
        var widest = rows.Where(row => row.Spread > 0).MaxBy(row => row.Spread);
        var summary = $"Least and most credited revenue of each channel over {report.Models.Count(model => !report.StandsIn(model))} models."
            + (widest is null ? "" : $" Widest: {view.Colours.NameOf(widest.Channel)}, {view.Formats.MoneyOf(ComparingAnswer.Least(report, widest))} to {view.Formats.MoneyOf(ComparingAnswer.Most(report, widest))}.");
        return Spec(summary, "credit-by-model", rows.Select(row => row.Channel), view, [.. report.Models.Select(model =>
            Column(ModelTable.NameOf(model, view) + (report.StandsIn(model) ? " (Linear stands in)" : ""), rows.Select(row => (decimal?)row.ByModel[model].Revenue), view))]);
    }

    public static ChartSpec Whiskers(ModelsReport report, IReadOnlyList<string> fitted, ReportView view)
    {
        var rows = Listed(report).Where(row => row.Channel != MarketingChannel.Unattributed).ToList();
        var summary = $"{string.Join(" and ", fitted.Select(model => ModelTable.NameOf(model, view)))} revenue by channel with 95 % intervals. {Overlap(report, view)}";
        return Spec(summary, "credit-intervals", rows.Select(row => row.Channel), view, [.. fitted.SelectMany(model => new[]
        {
            Column(ModelTable.NameOf(model, view), rows.Select(row => (decimal?)row.ByModel[model].Revenue), view),
            Column("from", rows.Select(row => row.Intervals.GetValueOrDefault(model)?.Low), view),
            Column("to", rows.Select(row => row.Intervals.GetValueOrDefault(model)?.High), view),
        })]);
    }

    public static ChartSpec Shift(ModelsReport report, ReportView view)
    {
        var pair = report.Pair!;
        var rows = pair.Channels;
        var former = report.Previous?.Pair?.Channels.ToDictionary(row => row.Channel, row => row.Difference.Revenue);
        List<ChartColumn> columns =
        [
            Column(ModelTable.NameOf(pair.From, view), rows.Select(row => (decimal?)row.From.Revenue), view),
            Column(ModelTable.NameOf(pair.To, view), rows.Select(row => (decimal?)row.To.Revenue), view),
            Column("Difference", rows.Select(row => (decimal?)row.Difference.Revenue), view),
        ];
        if (rows.Any(row => row.Difference.Interval is not null))
        {
            columns.Add(Column("from", rows.Select(row => row.Difference.Interval?.Low), view));
            columns.Add(Column("to", rows.Select(row => row.Difference.Interval?.High), view));
        }

        if (former is not null)
        {
            columns.Add(Column($"Difference in {view.ComparedName}", rows.Select(row => (decimal?)former.GetValueOrDefault(row.Channel)), view));
        }

        return Spec(Summary(pair, view), "credit-shift", rows.Select(row => row.Channel), view, columns);
    }

    /// <summary>Whether the fitted models agree, in a sentence.</summary>
    public static string Overlap(ModelsReport report, ReportView view)
    {
        var sure = report.Channels.Where(row => row.Intervals.ContainsKey(ModelIds.Markov) && row.Intervals.ContainsKey(ModelIds.Shapley)).ToList();
        var apart = sure.Where(row => row.Intervals[ModelIds.Markov] is var one && row.Intervals[ModelIds.Shapley] is var other && (one.Low > other.High || other.Low > one.High)).ToList();
        return sure.Count == 0 ? "" : apart.Count == 0
            ? "For no channel do the two lie clearly apart."
            : $"The two lie clearly apart for {string.Join(", ", apart.Take(3).Select(row => view.Colours.NameOf(row.Channel)))}{(apart.Count > 3 ? $" and {apart.Count - 3} more" : "")}.";
    }

    /// <summary>A difference with its sign, such as +€1,234.</summary>
    public static string Amount(decimal revenue, ReportView view) => revenue == 0 ? "=" : (revenue > 0 ? "+" : "") + view.Formats.MoneyWhole(revenue);

    /// <summary>A difference in a word or three.</summary>
    public static string Words(ModelDifference difference) => difference.Verdict.Replace('_', ' ');

    /// <summary>What the whiskers of a pair mean, or why there are none.</summary>
    public static string Sureness(ModelsReport report, ReportView view)
    {
        var pair = report.Pair!;
        string[] models = [pair.From, pair.To];
        var standIns = models.Where(report.StandsIn).Select(model => ModelTable.NameOf(model, view)).ToList();
        return standIns.Count > 0 ? $"{string.Join(" and ", standIns)} has no fit in these days: Linear is shown instead."
            : models.All(ModelCatalog.IsRule) ? "Both are rules: what they differ by is exact."
            : pair.Channels.All(row => row.Difference.Interval is null) ? "Under a filter it is not known how sure the fit is."
            : models.Any(ModelCatalog.IsRule) ? "The whiskers are the 95 % intervals of the fitted model; the rule beside it is exact."
            : "The whiskers are 95 % intervals of the difference: both models saw the same resamples.";
    }

    private static string Summary(ModelShift pair, ReportView view)
    {
        var (first, last) = pair.Channels.Count == 0 ? (null, null) : (pair.Channels[0], pair.Channels[^1]);
        var words = $"From {ModelTable.NameOf(pair.From, view)} to {ModelTable.NameOf(pair.To, view)}, {view.Formats.MoneyOf(pair.Moved)} changes its channel.";
        return first is not { Difference.Revenue: > 0 } || last is null ? words
            : $"{words} {view.Colours.NameOf(first.Channel)} gains most, {view.Formats.MoneyOf(first.Difference.Revenue)}; {view.Colours.NameOf(last.Channel)} loses most, {view.Formats.MoneyOf(-last.Difference.Revenue)}.";
    }

    private static List<ChannelByModel> Listed(ModelsReport report) => [.. report.Channels.Where(row => row.ByModel.Values.Any(credit => credit.Revenue != 0 || credit.Orders != 0))];

    private static ChartSpec Spec(string summary, string file, IEnumerable<string> channels, ReportView view, IReadOnlyList<ChartColumn> columns) =>
        new(summary, null, view.Formats.ForScript, new ChartTable("Channel", [.. channels.Select(view.Colours.NameOf)], columns), file);

    private static ChartColumn Column(string name, IEnumerable<decimal?> values, ReportView view) =>
        new(name, Units.Money, Roles.Part, [.. values.Select(value => value is { } major ? (decimal?)view.Minor(major) : null)]);
}
