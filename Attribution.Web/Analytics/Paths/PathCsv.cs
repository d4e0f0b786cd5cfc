using Attribution.Web.Http;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What is told of paths as tables, one line a row.</summary>
internal static class PathCsv
{
    public static CsvTable Of(PathSpreadReport report) => new(
        ["measure", "from", "to", "count"],
        [
            .. report.Lengths.Touches.Select(bar => (object?[])["touches", bar.Touches, bar.Touches, bar.Orders]),
            .. report.Lengths.Days.Select(bar => (object?[])["days", bar.Days, bar.Days, bar.Orders]),
            .. report.Lengths.Gaps.Select(bar => (object?[])["hours_between_touches", bar.FromHours, bar.ToHours, bar.Touches]),
        ]);

    public static CsvTable Of(PathRolesReport report) => new(
        ["channel", "orders", "first", "assisted", "last", "alone", "assistRatio"],
        report.Channels.Select(row => (object?[])[row.Channel, row.Orders, row.First, row.Assisted, row.Last, row.Alone, row.AssistRatio]));

    public static CsvTable Of(PathOverlapReport report) => new(
        ["channel", "other", "orders"],
        [
            .. report.Channels.Select(row => (object?[])[row.Channel, row.Channel, row.Orders]),
            .. report.Pairs.Select(row => (object?[])[row.Channel, row.Other, row.Orders]),
        ]);

    public static CsvTable Of(PathTransitionsReport report) => new(
        ["step", "from", "to", "journeys"],
        report.Transitions.Links.Select(row => (object?[])[row.Step, row.From, row.To, row.Journeys]));
}
