using Attribution.Domain;

namespace Attribution.Web.Components.Charts;

/// <summary>What <see cref="LineChart"/> draws: one figure over time.</summary>
/// <param name="Unit">A name of <see cref="Units"/>.</param>
/// <param name="Values">One a day; null where it has no meaning, such as a rate without visits.</param>
/// <param name="Compared">One a day of the earlier period; null where comparing is off.</param>
/// <param name="ComparedName">What the dashed line is.</param>
/// <param name="OpenDays">How many of the last days are not sealed.</param>
public sealed record LineInput(
    MetricDefinition Metric, string Unit, DateRange Days, IReadOnlyList<decimal?> Values, IReadOnlyList<decimal?>? Compared, string ComparedName, int OpenDays);

/// <summary>One figure over time, from zero; the earlier period dashed, open days dashed and paled.</summary>
public static class LineChart
{
    /// <summary>The chart, a step a day.</summary>
    public static ChartSpec Build(LineInput input, Formats formats)
    {
        var steps = Intervals.Of(input.Days, Interval.Day, formats);
        ChartColumn[] columns =
        [
            new(input.Metric.Name, input.Unit, Roles.Total, input.Values),
            .. input.Compared is null ? Array.Empty<ChartColumn>() : [new(TimeAxes.Capital(input.ComparedName), input.Unit, Roles.Compare, [.. input.Compared.Take(input.Values.Count)])],
        ];
        var table = new ChartTable("Day", steps.Names, columns);
        return new(Summary(input, formats), TimeAxes.Option(steps, columns, input.OpenDays), formats.ForScript, table, input.Metric.Id.Replace('_', '-') + "-by-day") { Ticks = steps.Ticks };
    }

    private static string Summary(LineInput input, Formats formats)
    {
        var known = input.Values.Select((value, day) => (value, day)).Where(point => point.value is not null).ToList();
        if (known.Count == 0)
        {
            return $"{input.Metric.Name}: nothing in {formats.Days(input.Days)}.";
        }

        var (highest, lowest) = (known.MaxBy(point => point.value), known.MinBy(point => point.value));
        return $"{input.Metric.Name} by day, {formats.Days(input.Days)}: highest {Text(highest)}, lowest {Text(lowest)}.";

        string Text((decimal? Value, int Day) point) => $"{Full(input.Unit, point.Value!.Value, formats)} on {formats.Day(input.Days.First.AddDays(point.Day))}";
    }

    private static string Full(string unit, decimal value, Formats formats) => unit switch
    {
        Units.Money => formats.Money((long)Math.Round(value)),
        Units.Orders => formats.Orders((long)Math.Round(value)),
        Units.Rate => formats.Rate(value),
        Units.Multiple => formats.Multiple(value),
        _ => formats.Number(value, 0),
    };
}
