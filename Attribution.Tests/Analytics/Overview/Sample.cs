using System.Globalization;
using Attribution.Domain;
using Attribution.Tests.Components;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Tests.Analytics.Overview;

/// <summary>Figures of a store as reports hold them, for two days: 19 and 20 Nov 2026 against 17 and 18 Nov.</summary>
internal static class Sample
{
    public static ReportView View(string query = "", FrameStore? store = null) =>
        ReportView.Of(store ?? ReportBarTests.Store, "?startDate=2026-11-19&endDate=2026-11-20" + query, CultureInfo.GetCultureInfo("en-GB"));

    public static OverviewReport Overview(Figures now, Figures before, params DayFigures[] days) =>
        new(Head) { Totals = new(now), Previous = before, Series = days.Length > 0 ? days : [Day(19, now.Visits, now.Orders, now.Revenue, now.Cost), Day(20, 0, 0, 0, 0)] };

    public static Figures Of(long visits = 0, decimal orders = 0, decimal revenue = 0, decimal cost = 0, decimal leads = 0) => new(
        visits, visits, orders, leads, revenue, visits > 0 ? orders / visits : null, orders > 0 ? revenue / orders : null, cost, cost > 0 ? (revenue - cost) / cost : null, cost > 0 ? revenue / cost : null);

    public static ChannelFigures Channel(string channel, long visits = 0, decimal orders = 0, decimal revenue = 0, decimal cost = 0, decimal? share = null) => new(
        channel, visits, visits, orders, 0, revenue, share, null, null, cost, null, null, [Day(19, visits, orders, revenue, cost), Day(20, 0, 0, 0, 0)]);

    public static ChannelDays Channels(IReadOnlyList<ChannelFigures> now, IReadOnlyList<ChannelFigures> before) => new(Report(now), Report(before));

    public static PathFigures Path(decimal orders, params string[] channels) => new(channels, orders, orders * 10, channels.Length, 30, new Dictionary<string, decimal>());

    public static ModelsReport Models(params (string Channel, decimal FirstTouch, decimal LastTouch)[] rows) => new(Head)
    {
        Models = ["first_touch", "last_touch"],
        Channels = [.. rows.Select(row => new ChannelByModel(row.Channel, ByModel(row.FirstTouch, row.LastTouch), Math.Abs(row.FirstTouch - row.LastTouch), 0.3, "low"))],
        Totals = ByModel(rows.Sum(row => row.FirstTouch), rows.Sum(row => row.LastTouch)),
    };

    public static ReportHead Head { get; } =
        new("north", "EUR", "Europe/Berlin", new(2026, 11, 19), new(2026, 11, 20), "last_touch", new(2026, 11, 18), new(2026, 11, 21, 7, 45, 0, DateTimeKind.Utc));

    private static DayFigures Day(int day, long visits, decimal orders, decimal revenue, decimal cost) => new(new DateOnly(2026, 11, day), visits, visits, orders, revenue, cost);

    private static Dictionary<string, ModelCredit> ByModel(decimal first, decimal last) => new() { ["first_touch"] = new(first / 10, first), ["last_touch"] = new(last / 10, last) };

    private static ChannelsReport Report(IReadOnlyList<ChannelFigures> rows) => new(Head)
    {
        Channels = rows,
        Totals = Of(rows.Sum(row => row.Visits), rows.Sum(row => row.Orders), rows.Sum(row => row.Revenue), rows.Sum(row => row.Cost)),
    };
}
