using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Overview;

/// <summary>A figure of the overview: on its card and over time.</summary>
/// <param name="Definition">Name, formula, catch.</param>
/// <param name="Unit">A name of <see cref="Units"/>.</param>
/// <param name="Adds">Whether days and channels add up to the total, so that it can be stacked.</param>
/// <param name="Of">Its value over the range; null where it has no meaning.</param>
/// <param name="On">Its value on a day.</param>
internal sealed record OverviewMetric(MetricDefinition Definition, string Unit, bool Adds, Func<Figures, decimal?> Of, Func<DayFigures, decimal?> On)
{
    /// <summary>The figures that stand first.</summary>
    public static IReadOnlyList<OverviewMetric> First { get; } =
    [
        new(MetricDefinitions.Of("visits"), Units.Count, true, all => all.Visits, day => day.Visits),
        new(MetricDefinitions.Of("orders"), Units.Orders, true, all => all.Orders, day => day.Orders),
        new(MetricDefinitions.Of("revenue"), Units.Money, true, all => all.Revenue, day => day.Revenue),
        new(MetricDefinitions.Of("conversion_rate"), Units.Rate, false, all => all.ConversionRate, day => Ratio(day.Orders, day.Visits)),
        new(MetricDefinitions.Of("aov"), Units.Money, false, all => all.AverageOrderValue, day => Ratio(day.Revenue, day.Orders)),
        new(MetricDefinitions.Of("roi"), Units.Rate, false, all => all.Roi, day => Ratio(day.Revenue - day.Cost, day.Cost)),
    ];

    /// <summary>The figures under "More figures".</summary>
    public static IReadOnlyList<OverviewMetric> More { get; } =
    [
        new(MetricDefinitions.Of("cost"), Units.Money, true, all => all.Cost, day => day.Cost),
        new(MetricDefinitions.Of("roas"), Units.Multiple, false, all => all.Roas, day => Ratio(day.Revenue, day.Cost)),
        new(MetricDefinitions.Of("visitors"), Units.Count, false, all => all.UniqueVisitors, day => day.UniqueVisitors),
        new(MetricDefinitions.Of("leads"), Units.Orders, true, all => all.Leads, day => day.Leads),
    ];

    // Below, an amount fits a card in full.
    private const decimal Large = 10_000;

    /// <summary>Name in the address.</summary>
    public string Id => Definition.Id;

    private bool IsAverage => Unit == Units.Money && !Adds;

    /// <summary>The figure an address asks for; revenue where it asks for none of these.</summary>
    public static OverviewMetric Chosen(ReportUrl url) => First.Concat(More).FirstOrDefault(metric => metric.Id == url.Metric) ?? First[2];

    /// <summary>Whether the second row of figures is shown.</summary>
    public static bool ShowsMore(ReportUrl url) => url.Open.Contains("figures") || More.Any(metric => metric.Id == url.Metric);

    /// <summary>A value in full.</summary>
    public string Full(decimal? value, Formats formats) => Unit switch
    {
        Units.Money => formats.MoneyOf(value),
        Units.Rate => formats.Rate(value),
        Units.Multiple => formats.Multiple(value),
        _ => formats.Number(value, value is { } number && number != Math.Truncate(number) ? 2 : 0),
    };

    /// <summary>A value for a card.</summary>
    public string Compact(decimal? value, ReportView view) => Unit switch
    {
        Units.Money when !IsAverage && value is { } money && Math.Abs(money) >= Large => view.Formats.MoneyCompact(view.Minor(money)),
        Units.Count when value >= 100_000 => view.Formats.CountCompact((long)value.Value),
        _ => Full(value, view.Formats),
    };

    /// <summary>A value in the unit that charts count in.</summary>
    public decimal? InChart(decimal? value, ReportView view) => Unit switch
    {
        Units.Money when value is { } money => view.Minor(money),
        Units.Orders => value * 1_000_000,
        _ => value,
    };

    private static decimal? Ratio(decimal part, decimal whole) => whole > 0 ? part / whole : null;
}
