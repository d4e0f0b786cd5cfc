using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics;

public class FigureTests
{
    private const string June = "startDate=2026-06-01&endDate=2026-06-14";

    private static readonly string[] Head = ["store", "currency", "timeZone", "startDate", "endDate", "attributionModel", "sealedThrough", "generatedAt"];

    [Fact]
    public async Task An_overview_has_the_shape_that_was_promised()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOneOrder(app);

        var report = await server.Report("overview?startDate=2026-06-10&endDate=2026-06-11");

        report.Names().ShouldBe([.. Head, "totals", "previous", "series"]);
        report.GetProperty("totals").ToString().ShouldBe(
            """{"visits":3,"uniqueVisitors":2,"orders":1,"leads":0,"revenue":100.00,"conversionRate":0.333333,"averageOrderValue":100.00,"cost":40.00,"roi":1.5,"roas":2.5}""");
        report.GetProperty("series")[1].ToString().ShouldBe("""{"date":"2026-06-11","visits":0,"uniqueVisitors":0,"orders":0,"revenue":0.00,"cost":0.00}""");
    }

    [Fact]
    public async Task What_has_no_meaning_is_null()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        var totals = (await server.Report("overview")).GetProperty("totals");

        foreach (var name in new[] { "conversionRate", "averageOrderValue", "roi", "roas" })
        {
            totals.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task The_range_is_the_last_30_complete_days_of_the_store_unless_another_is_asked_for()
    {
        // 23:30 in Berlin, already the 16th in UTC terms of tomorrow: the store still has the 15th.
        await using var app = await SnapshotSteps.StartIdle("2026-06-15T21:30:00Z");
        using var server = app.Server();

        var report = await server.Report("overview");

        (report.GetProperty("startDate").GetString(), report.GetProperty("endDate").GetString()).ShouldBe(("2026-05-16", "2026-06-14"));
        report.GetProperty("series").GetArrayLength().ShouldBe(30);
    }

    [Fact]
    public async Task Channels_add_up_to_the_overview_under_every_model_and_filter()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 11).Save();
        await app.Build();

        foreach (var filter in new[] { "", "&channel=direct&channel=email", "&source=source1", "&campaign=c2&medium=m", "&conversionType=signup", "&channel=unattributed", "&conversionType=sale&source=source0" })
        {
            foreach (var model in ModelCatalog.Ids)
            {
                var overview = (await server.Report($"overview?{June}&attributionModel={model}{filter}")).GetProperty("totals");
                var channels = await server.Report($"by-channel?{June}&attributionModel={model}{filter}&series=true");
                var campaigns = await server.Report($"campaigns?{June}&attributionModel={model}{filter}");
                channels.GetProperty("totals").ToString().ShouldBe(overview.ToString(), model + filter);
                foreach (var name in new[] { "visits", "orders", "leads", "revenue", "cost" })
                {
                    channels.GetProperty("channels").EnumerateArray().Sum(row => row.Number(name)).ShouldBe(overview.Number(name), $"{name} {model} {filter}");
                    campaigns.GetProperty("campaigns").EnumerateArray().Sum(row => row.Number(name)).ShouldBe(overview.Number(name), $"campaigns {name} {model} {filter}");
                }
            }
        }
    }

    [Fact]
    public async Task A_channels_days_add_up_to_the_channel()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 12).Save();
        await app.Build();

        var report = await server.Report($"channels?{June}&series=true&attributionModel=time_decay");

        foreach (var row in report.GetProperty("channels").EnumerateArray())
        {
            row.GetProperty("series").GetArrayLength().ShouldBe(14);
            row.GetProperty("series").EnumerateArray().Sum(day => day.Number("revenue")).ShouldBe(row.Number("revenue"));
            row.GetProperty("series").EnumerateArray().Sum(day => day.Number("orders")).ShouldBe(row.Number("orders"));
        }
    }

    [Fact]
    public async Task Channels_are_sorted_by_revenue_and_share_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOneOrder(app);

        var rows = (await server.Report("by-channel?startDate=2026-06-10&endDate=2026-06-11")).GetProperty("channels");

        rows.EnumerateArray().Select(row => row.GetProperty("channel").GetString()).ShouldBe(["email", "paid_search", "direct"]);
        rows[1].ToString().ShouldBe(
            """{"channel":"paid_search","visits":1,"uniqueVisitors":1,"orders":0.5,"leads":0,"revenue":50.00,"share":0.5,"conversionRate":0.5,"averageOrderValue":100.00,"cost":40.00,"roi":0.25,"roas":1.25}""");
    }

    [Fact]
    public async Task Models_only_move_credit_between_channels()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 13).Save();
        await app.Build();

        var report = await server.Report($"models-compare?{June}");

        report.GetProperty("models").EnumerateArray().Select(model => model.GetString()).ShouldBe(ModelCatalog.Ids);
        report.GetProperty("totals").EnumerateObject().Select(total => total.Value.ToString()).Distinct().Count().ShouldBe(1);
        report.GetProperty("channels")[0].Names().ShouldBe(["channel", "byModel", "spread", "variation", "consensus", "movesMost", "intervals"]);
        report.GetProperty("channels").EnumerateArray().Sum(row => row.GetProperty("byModel").GetProperty("w_shaped").Number("revenue"))
            .ShouldBe(report.GetProperty("totals").GetProperty("linear").Number("revenue"));
    }

    [Fact]
    public async Task Leads_stand_beside_orders_until_somebody_asks_for_them()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("lead", DateTimeOffset.Parse("2026-06-10T12:00:00Z", null), 5_00, "signup", history.Visit("2026-06-10T11:00:00Z", "email"));
        await history.Save();
        await app.Build();

        var all = (await server.Report($"overview?{June}")).GetProperty("totals");
        var leads = (await server.Report($"overview?{June}&conversionType=signup")).GetProperty("totals");

        (all.Number("orders"), all.Number("leads"), all.Number("revenue")).ShouldBe((0m, 1m, 0m));
        (leads.Number("orders"), leads.Number("leads"), leads.Number("revenue")).ShouldBe((1m, 1m, 5m));
    }

    [Fact]
    public async Task A_visitor_of_several_days_and_channels_counts_once()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        for (var day = 1; day <= 9; day++)
        {
            history.Visit($"2026-06-0{day}T10:00:00Z", day % 2 == 0 ? "email" : "direct", $"v{day % 3}");
        }

        await history.Save();
        await app.Build();

        var report = await server.Report($"by-channel?{June}");

        report.GetProperty("totals").Number("uniqueVisitors").ShouldBe(3);
        report.GetProperty("channels").EnumerateArray().Select(row => row.Number("uniqueVisitors")).ShouldBe([3m, 3m]);
    }

    [Fact]
    public async Task The_period_before_is_as_long_and_ends_the_day_before()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("before", "2026-06-09T12:00:00Z", 10_00);
        history.Order("long before", "2026-06-07T12:00:00Z", 99_00);
        await history.Save();
        await app.Build();

        (await server.Report("overview?startDate=2026-06-10&endDate=2026-06-11")).GetProperty("previous").Number("revenue").ShouldBe(10);
    }

    [Fact]
    public async Task Spend_is_found_under_what_it_was_stated_for()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Cost("2026-06-10", "paid_search", 70_00);
        history.Cost("2026-06-10", "paid_search", 30_00, "google", "cpc", "summer");
        await history.Save();
        await app.Build();

        (await server.Report($"overview?{June}")).GetProperty("totals").Number("cost").ShouldBe(100);
        (await server.Report($"overview?{June}&campaign=summer")).GetProperty("totals").Number("cost").ShouldBe(30);
    }

    [Fact]
    public async Task A_store_of_yen_has_no_decimals()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var tokyo = await app.OpenStore("tokyo", "JPY", "Asia/Tokyo");
        using var server = app.Server(tokyo);
        var history = new History(app, tokyo.Id);
        history.Order("o1", "2026-06-10T12:00:00Z", 1_000);
        history.Order("o2", "2026-06-10T12:00:00Z", 501);
        await history.Save();
        await app.Build(tokyo.Id);

        var totals = (await server.Report($"overview?{June}")).GetProperty("totals");

        (totals.GetProperty("revenue").GetRawText(), totals.GetProperty("averageOrderValue").GetRawText()).ShouldBe(("1501", "750"));
    }

    private static async Task WithOneOrder(TestApp app)
    {
        var history = new History(app);
        var first = history.Visit("2026-06-10T08:00:00Z", "paid_search", "anna");
        var second = history.Visit("2026-06-10T09:00:00Z", "email", "anna");
        history.Visit("2026-06-10T09:00:00Z", "direct", "ben");
        history.Order("o1", "2026-06-10T10:00:00Z", 100_00, first, second);
        history.Cost("2026-06-10", "paid_search", 40_00);
        await history.Save();
        await app.Build();
    }
}
