using Attribution.Domain;

namespace Attribution.Web.Components.Charts;

/// <summary>What <see cref="StackedTimeChart"/> draws.</summary>
/// <param name="Title">What is counted, such as Revenue.</param>
/// <param name="Unit">A name of <see cref="Units"/> that adds up: money, count or orders.</param>
/// <param name="Channels">Every channel; the chart picks seven.</param>
/// <param name="Compared">All channels together, a value a day of the earlier period; null where comparing is off.</param>
/// <param name="ComparedName">What the dashed line is, such as "90 days before".</param>
/// <param name="OpenDays">How many of the last days are not sealed.</param>
public sealed record StackedTimeInput(
    string Title, string Unit, DateRange Days, IReadOnlyList<ChannelSeries> Channels, IReadOnlyList<long>? Compared, string ComparedName, int OpenDays);

/// <summary>A total over time and its parts: stacked areas, the largest at the bottom, the earlier period as a dashed line, open days paled.</summary>
public static class StackedTimeChart
{
    /// <summary>The chart at one interval of <see cref="Intervals.For"/>.</summary>
    public static ChartSpec Build(StackedTimeInput input, Interval interval, Formats formats, ChannelColours colours)
    {
        var steps = Intervals.Of(input.Days, interval, formats);
        var bands = Bands.Of(input.Channels);
        var table = Table(input, bands, steps, formats, colours);
        var averaged = interval == Interval.SevenDays;
        var tip = averaged ? Averaged(input, bands, table, formats) : null;
        var drawn = averaged ? tip!.Columns.Select(column => column with { Values = [.. column.Values.Select(sum => sum is null ? null : (decimal?)Math.Round(sum.Value / 7))] }).ToList() : steps.Drawn(table.Columns);
        return new(Summary(input, formats), TimeAxes.Option(steps, drawn, OpenSteps(input, steps)), formats.ForScript, table, input.Title.ToLowerInvariant().Replace(' ', '-') + "-by-channel")
        {
            Tip = tip,
            Ticks = steps.Ticks,
            EndLabels = EndLabels(input, bands, drawn, formats, colours),
        };
    }

    /// <summary>What pale and dashed mean, for the card's caption.</summary>
    public static string Caption(StackedTimeInput input, Interval interval, Formats formats)
    {
        var last = input.Days.Last;
        var open = input.OpenDays switch
        {
            0 => "",
            1 => $" Pale: {formats.Day(last)}, still open.",
            _ => $" Pale: {formats.Joined(last.AddDays(1 - input.OpenDays), input.OpenDays == 2 ? "and" : "to", last)}, still open.",
        };
        var way = interval switch { Interval.SevenDays => ", 7-day average", Interval.Week => ", by week", Interval.Month => ", by month", _ => "" };
        return $"By channel{way}.{open}{(input.Compared is null ? "" : $" Dashed: {input.ComparedName}.")}";
    }

    private static ChartTable Table(StackedTimeInput input, IReadOnlyList<ChannelSeries> bands, Intervals steps, Formats formats, ChannelColours colours)
    {
        var parts = bands.Select(band => Part(band, input.Unit, colours, steps.Sums(band.Values)));
        var total = new ChartColumn("All", input.Unit, Roles.Total, steps.Sums(Bands.Sum("all", bands).Values));
        return new("Days", steps.Names, [.. parts, total, .. Compared(input, steps.Sums)]);
    }

    private static ChartTable Averaged(StackedTimeInput input, IReadOnlyList<ChannelSeries> bands, ChartTable table, Formats formats)
    {
        var all = Bands.Sum("all", bands);
        var values = bands.Append(all).Select(band => Bands.SevenDaySums(band.Values, band.Before));
        var columns = table.Columns.Zip(values, (column, sums) => column with { Values = sums });
        var compared = Compared(input, days => Bands.SevenDaySums(days, []));
        return new("Days", [.. input.Days.Each().Select(day => "7 days to " + formats.FullDay(day))], [.. columns, .. compared]);
    }

    private static IEnumerable<ChartColumn> Compared(StackedTimeInput input, Func<IReadOnlyList<long>, IReadOnlyList<decimal?>> gather) =>
        input.Compared is null ? [] : [new(TimeAxes.Capital(input.ComparedName), input.Unit, Roles.Compare, gather(input.Compared))];

    private static ChartColumn Part(ChannelSeries band, string unit, ChannelColours colours, IReadOnlyList<decimal?> values)
    {
        var look = colours.Of(band.Channel);
        return new(colours.NameOf(band.Channel), unit, Roles.Part, values, look.Hue, look.Texture);
    }

    private static List<EndLabel> EndLabels(
        StackedTimeInput input, IReadOnlyList<ChannelSeries> bands, IReadOnlyList<ChartColumn> drawn, Formats formats, ChannelColours colours)
    {
        var labels = new List<EndLabel>();
        var below = 0m;
        foreach (var (band, column) in bands.Zip(drawn))
        {
            var height = Math.Max(0, column.Values[^1] ?? 0);
            var look = colours.Of(band.Channel);
            labels.Add(new(column.Name, Short(input.Unit, band.Total, formats), below + (height / 2), look.Hue, look.Texture));
            below += height;
        }

        return labels;
    }

    private static string Short(string unit, long value, Formats formats) => unit switch
    {
        Units.Money => formats.MoneyCompact(value),
        Units.Orders => formats.CountCompact(value / 1_000_000),
        _ => formats.CountCompact(value),
    };

    // A step is open as long as one of its days is.
    private static int OpenSteps(StackedTimeInput input, Intervals steps) =>
        input.OpenDays == 0 ? 0 : steps.Starts.Skip(1).Append(input.Days.Days).Count(end => end > input.Days.Days - input.OpenDays);

    private static string Summary(StackedTimeInput input, Formats formats)
    {
        var daily = Bands.Sum("all", input.Channels).Values;
        if (daily.Count == 0)
        {
            return $"{input.Title}: nothing in {formats.Days(input.Days)}.";
        }

        var best = input.Days.First.AddDays(daily.ToList().IndexOf(daily.Max()));
        return $"{input.Title} by day, {formats.Days(input.Days)}: {Full(input.Unit, daily.Sum(), formats)} in all, highest on {formats.Day(best)} with {Full(input.Unit, daily.Max(), formats)}.";
    }

    private static string Full(string unit, long value, Formats formats) => unit switch
    {
        Units.Money => formats.Money(value),
        Units.Orders => formats.Orders(value),
        _ => formats.Count(value),
    };
}
