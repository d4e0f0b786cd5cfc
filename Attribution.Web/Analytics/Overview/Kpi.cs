using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Overview;

/// <summary>One card: a figure, how it moved, and its course.</summary>
/// <param name="Trend">One value a step; empty where none has a meaning.</param>
internal sealed record Kpi(OverviewMetric Metric, string Value, string Full, Change Change, string Reason, IReadOnlyList<double> Trend)
{
    // Below, an average moves by chance alone.
    private const decimal Clear = 0.005m;

    // From here on a course by day is noise.
    private const int LongRange = 21;

    public static Kpi Of(OverviewMetric metric, OverviewReport report, ReportView view)
    {
        var (now, before) = (metric.Of(report.Totals), metric.Of(report.Previous));
        var change = ChangeOf(metric, now, before, report, view);
        return new(metric, metric.Compact(now, view), metric.Full(now, view.Formats), change, ReasonOf(metric, before, change, report, view), TrendOf(metric, report.Series));
    }

    private static Change ChangeOf(OverviewMetric metric, decimal? now, decimal? before, OverviewReport report, ReportView view)
    {
        if (view.Compared is null || !OverviewAnswer.HasBefore(report) || OverviewAnswer.IsSoFar(view))
        {
            return Change.None;
        }

        if (metric.Unit == Units.Rate)
        {
            return Change.OfRate(view.Formats, now, before, metric.Definition.Wanted);
        }

        var isSmall = !metric.Adds && metric.Unit == Units.Money && now is { } value && before > 0 && now != before && Math.Abs((value / before.Value) - 1) < Clear;
        return isSmall ? Change.Unclear : Change.Of(view.Formats, now, before, metric.Definition.Wanted);
    }

    private static string ReasonOf(OverviewMetric metric, decimal? before, Change change, OverviewReport report, ReportView view) =>
        view.Compared is null ? "Comparing is off"
        : !OverviewAnswer.HasBefore(report) ? $"Nothing came in {view.ComparedName}"
        : OverviewAnswer.IsSoFar(view) ? $"Today is not over; {metric.Full(before, view.Formats)} in the whole day before"
        : change == Change.None ? $"No {metric.Definition.Name} to compare: {metric.Definition.Formula} had no meaning in one of the periods"
        : $"{metric.Full(before, view.Formats)} in {view.ComparedName}";

    private static List<double> TrendOf(OverviewMetric metric, IReadOnlyList<DayFigures> days)
    {
        var window = days.Count >= LongRange ? 7 : 1;
        var values = Enumerable.Range(window - 1, Math.Max(0, days.Count - window + 1)).Select(last => metric.On(Sum([.. days.Skip(last - window + 1).Take(window)]))).ToList();
        return values.TrueForAll(value => value is null) ? [] : [.. values.Select(value => (double)(value ?? 0))];
    }

    private static DayFigures Sum(IReadOnlyList<DayFigures> days) => new(
        days[^1].Date, days.Sum(day => day.Visits), days.Sum(day => day.UniqueVisitors), days.Sum(day => day.Orders), days.Sum(day => day.Revenue), days.Sum(day => day.Cost))
    {
        Leads = days.Sum(day => day.Leads),
    };
}
