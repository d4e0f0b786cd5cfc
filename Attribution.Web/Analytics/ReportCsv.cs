using Attribution.Web.Http;

namespace Attribution.Web.Analytics;

/// <summary>Reports as tables, one line a row, in full precision.</summary>
internal static class ReportCsv
{
    private static readonly string[] FigureColumns =
        ["visits", "uniqueVisitors", "orders", "leads", "revenue", "share", "conversionRate", "averageOrderValue", "cost", "roi", "roas"];

    private static readonly string[] DayColumns = ["date", "visits", "uniqueVisitors", "orders", "revenue", "cost"];

    public static CsvTable Of(OverviewReport report) => new(DayColumns, report.Series.Select(Day));

    public static CsvTable Of(ChannelsReport report) => report.Channels.Any(row => row.Series is not null)
        ? new CsvTable(["channel", .. DayColumns], report.Channels.SelectMany(row => row.Series!.Select(day => (object?[])[row.Channel, .. Day(day)])))
        : new CsvTable(["channel", .. FigureColumns], report.Channels.Select(row => (object?[])
        [
            row.Channel, row.Visits, row.UniqueVisitors, row.Orders, row.Leads, row.Revenue, row.Share, row.ConversionRate, row.AverageOrderValue, row.Cost, row.Roi, row.Roas,
        ]));

    public static CsvTable Of(ModelsReport report) => ModelsCsv.Of(report);

    public static CsvTable Of(PathsReport report) => new(
        ["path", "orders", "revenue", "averageTouches", "medianHoursToConvert", "credits"],
        report.Paths.Select(row => (object?[])
        [
            string.Join(" > ", row.Path), row.Orders, row.Revenue, row.AverageTouches, row.MedianHoursToConvert,
            string.Join(", ", row.Credits.Select(credit => FormattableString.Invariant($"{credit.Key} {credit.Value}"))),
        ]));

    public static CsvTable Of(CampaignsReport report) => new(
        ["channel", "source", "medium", "campaign", .. FigureColumns],
        report.Campaigns.Select(row => (object?[])
        [
            row.Channel, row.Source, row.Medium, row.Campaign, row.Visits, row.UniqueVisitors, row.Orders, row.Leads, row.Revenue, row.Share, row.ConversionRate,
            row.AverageOrderValue, row.Cost, row.Roi, row.Roas,
        ]));

    public static CsvTable Of(JourneyReport report) => new(
        ["orderId", "touchId", "occurredAt", "channel", "source", "medium", "campaign", "model", "credit", "revenue"],
        from model in report.Models
        from pair in model.Credits.Zip(report.Touches)
        let touch = pair.Second
        select (object?[])
        [
            report.OrderId, touch.TouchId.ToString(), touch.OccurredAt, touch.Channel, touch.Source, touch.Medium, touch.Campaign, model.Model, pair.First.Credit, pair.First.Revenue,
        ]);

    private static object?[] Day(DayFigures day) => [day.Date, day.Visits, day.UniqueVisitors, day.Orders, day.Revenue, day.Cost];
}
