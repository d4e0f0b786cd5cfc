using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Overview;

/// <summary>The chosen figure over time: stacked by channel where it adds up, else a line.</summary>
internal static class OverviewChart
{
    private const int DaysBefore = 6;

    /// <summary>What a stack is made of; null for a figure that does not add up.</summary>
    public static StackedTimeInput? Stack(OverviewMetric metric, ChannelDays channels, ReportView view)
    {
        if (!metric.Adds)
        {
            return null;
        }

        var before = channels.Before.Channels.ToDictionary(row => row.Channel, row => Values(metric, row.Series!, view));
        long[] none = new long[view.Days.Days];
        var bands = channels.Now.Channels.ToDictionary(row => row.Channel, row => Values(metric, row.Series!, view));
        var series = bands.Keys.Union(before.Keys)
            .Select(channel => new ChannelSeries(channel, bands.GetValueOrDefault(channel, none), [.. before.GetValueOrDefault(channel, none).TakeLast(DaysBefore)]))
            .Where(band => band.Values.Any(value => value != 0))
            .ToList();
        return new(
            metric.Definition.Name, metric.Unit, view.Days, series.Count > 0 ? series : [new(Domain.Channels.MarketingChannel.Direct, none, [])],
            view.Compared is null || !channels.HasBefore ? null : [.. Enumerable.Range(0, view.Days.Days).Select(day => before.Values.Sum(days => days[day]))], view.ComparedName, view.OpenDays);
    }

    /// <summary>One line, with the earlier period where there is one. Visitors have none: those of several channels do not add up.</summary>
    public static ChartSpec Line(OverviewMetric metric, OverviewReport report, ChannelDays channels, ReportView view) =>
        LineChart.Build(
            new LineInput(
                metric.Definition, metric.Unit, view.Days, Points(metric, report.Series, view),
                IsCompared(metric, channels, view) ? Points(metric, channels.BeforeByDay(view.Days.Days), view) : null, view.ComparedName, view.OpenDays),
            view.Formats);

    /// <summary>What the line is.</summary>
    public static string LineCaption(OverviewMetric metric, ChannelDays channels, ReportView view) =>
        $"{metric.Definition.Formula}, by day.{(view.OpenDays > 0 ? " Pale: still open." : "")}{(IsCompared(metric, channels, view) ? $" Dashed: {view.ComparedName}." : "")}";

    private static bool IsCompared(OverviewMetric metric, ChannelDays channels, ReportView view) => view.Compared is not null && channels.HasBefore && metric.Id != "visitors";

    private static List<decimal?> Points(OverviewMetric metric, IReadOnlyList<DayFigures> days, ReportView view) =>
        [.. days.Select(day => metric.InChart(metric.On(day), view))];

    private static long[] Values(OverviewMetric metric, IReadOnlyList<DayFigures> days, ReportView view) =>
        [.. days.Select(day => (long)(metric.InChart(metric.On(day), view) ?? 0))];
}
