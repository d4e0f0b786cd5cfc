using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Domain.Touches;
using Attribution.Tests.Analytics;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots.Fits;

public class FitTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-05-01T10:00:00Z", null);
    private static readonly DateOnly Day = DateOnly.Parse("2026-06-10", null);

    [Fact]
    public async Task A_day_is_credited_by_the_fit_of_the_journeys_that_were_old_enough()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();

        await app.Build();

        var fit = await FitOf(app, ModelIds.Markov);
        var document = JsonSerializer.Deserialize<ModelFit>(fit.Document, ApiJson.Options)!;
        (fit.StandsIn, fit.WindowFrom, fit.Conversions, fit.Journeys).ShouldBe((false, DateOnly.Parse("2026-03-13", null), 120, 240));

        // Every buyer came by search and then mail; search alone never sold: without either nothing is sold.
        document.Channels.ToDictionary(one => one.Channel, one => Math.Round(one.Weight, 9)).ShouldBe(new Dictionary<string, double> { ["email"] = 1, ["paid_search"] = 1 }, ignoreOrder: true);
        (await Revenue(app, ModelIds.Markov)).ShouldBe([("email", 50_00), ("paid_search", 50_00)]);
    }

    [Fact]
    public async Task With_too_little_linear_stands_in_and_says_so()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app, buyers: 99).Save();

        await app.Build();

        var fit = await FitOf(app, ModelIds.Shapley);
        (fit.StandsIn, fit.Conversions, fit.Document).ShouldBe((true, 99, ""));
        (await Revenue(app, ModelIds.Shapley)).ShouldBe(await Revenue(app, ModelIds.Linear));
    }

    [Fact]
    public async Task Once_sealed_a_days_credits_stand_beside_its_orders()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();
        await app.Build();
        (await app.Read(db => db.OrderCredits.CountAsync())).ShouldBe(0);

        await app.Seal();

        var credits = await app.Read(db => db.OrderCredits.SingleAsync(row => row.OrderId == "late" && row.Model == ModelIds.Markov));
        JsonSerializer.Deserialize<CreditSplit>(credits.Credits, ApiJson.Options)!.Minor.Sum().ShouldBe(100_00);
        (credits.FitDate, credits.Version).ShouldBe((Day, 1));
    }

    [Fact]
    public async Task A_refund_takes_back_what_its_sealed_order_was_credited()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = Story(app);
        var order = history.Order("again", "2026-06-11T12:00:00Z", 100_01, history.Visit("2026-06-11T09:00:00Z", "email", "x"), history.Visit("2026-06-11T10:00:00Z", "paid_search", "x"));
        await history.Save();
        await app.Build();
        await app.Seal();
        history.Refund(order, "2026-06-15T09:00:00Z", 33_33);
        history.Refund(order, "2026-06-15T09:30:00Z", 66_68);
        await history.Save();

        await app.Build();

        var sums = await app.Read(db => db.AttributionSnapshots.Where(row => row.Date >= DateOnly.Parse("2026-06-11", null)).GroupBy(row => new { row.Model, row.Channel }).Select(group => group.Sum(row => row.RevenueMinor)).ToListAsync());
        sums.ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public async Task A_refund_booked_before_its_orders_day_was_sealed_follows_the_last_fit()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-11T10:00:00Z");
        var history = Story(app);
        var order = history.Order("again", "2026-06-10T13:00:00Z", 100_00, history.Visit("2026-06-10T09:00:00Z", "email", "x"), history.Visit("2026-06-10T10:00:00Z", "display", "x"));
        await history.Save();
        await app.Build();
        history.Refund(order, "2026-06-11T09:00:00Z", 100_00);
        await history.Save();
        await app.Build();

        // Until the day is sealed more becomes known of it: display sells too.
        for (var i = 0; i < 30; i++)
        {
            var at = Start.AddHours(i);
            history.Order($"more{i}", at.AddHours(5), 10_00, "sale", history.Visit(at, "display", $"m{i}"));
        }

        await history.Save();
        app.Clock!.Now += TimeSpan.FromDays(3);
        await app.Build();
        await app.Seal();
        await app.Build();

        var left = await app.Read(db => db.AttributionSnapshots.Where(row => row.Channel == "display" && row.Date >= Day && row.Model == ModelIds.Markov).SumAsync(row => row.RevenueMinor));
        left.ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_of_sealed_days_finds_the_same_fits_and_figures()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();
        await app.Build();
        await app.Seal();
        var before = await ReconciliationTests.AllRows(app);
        before.ShouldContain("replicateShares");

        await app.Rebuild("2026-05-01", "2026-06-14", includeSealed: true, reason: "to see");

        (await ReconciliationTests.AllRows(app)).ShouldBe(before);
    }

    [Fact]
    public async Task What_another_store_sold_is_in_no_fit_of_this_one()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var other = await app.OpenStore("other");
        await Story(app).Save();
        await Story(app, buyers: 300, other.Id).Save();

        await app.Build();

        (await FitOf(app, ModelIds.Markov)).Conversions.ShouldBe(120);
    }

    [Fact]
    public async Task A_fit_whose_raw_rows_are_gone_stays_for_ever()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();
        await app.Build();
        await app.Seal();
        var before = (await FitOf(app, ModelIds.Markov)).Document;
        await app.Services.GetRequiredService<Database>().Write(
            async db =>
            {
                await db.Touches.Where(row => row.OccurredAt < Start.AddDays(10)).ExecuteDeleteAsync();
                await db.SnapshotDays.Where(row => row.Date < DateOnly.Parse("2026-05-11", null)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Partial, true));
            },
            CancellationToken.None);

        await app.Rebuild("2026-06-10", "2026-06-10", includeSealed: true, reason: "to see");

        (await FitOf(app, ModelIds.Markov)).Document.ShouldBe(before);
    }

    [Fact]
    public async Task The_comparison_tells_what_a_fit_rests_on_and_how_sure_it_is()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();

        var report = await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10");

        var fit = report.GetProperty("fits").EnumerateArray().Single(one => one.GetProperty("model").GetString() == "markov");
        (fit.Number("conversions"), fit.Number("journeys"), fit.Number("standInDays"), fit.GetProperty("note").ValueKind).ShouldBe((120, 240, 0, JsonValueKind.Null));
        var interval = report.GetProperty("channels")[0].GetProperty("intervals").GetProperty("markov");
        interval.Number("low").ShouldBeLessThanOrEqualTo(50);
        interval.Number("high").ShouldBeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public async Task Days_from_before_a_model_was_offered_are_told_by_linear()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app, buyers: 10).Save();
        await app.Build();
        await app.Services.GetRequiredService<Database>().Write(db => db.AttributionSnapshots.Where(row => row.Model == ModelIds.Shapley).ExecuteDeleteAsync(), CancellationToken.None);

        var shapley = await server.Report("by-channel?startDate=2026-05-01&endDate=2026-06-10&attributionModel=shapley");
        var linear = await server.Report("by-channel?startDate=2026-05-01&endDate=2026-06-10&attributionModel=linear");

        shapley.GetProperty("channels").ToString().ShouldBe(linear.GetProperty("channels").ToString());
    }

    [Fact]
    public async Task A_rebuild_leaves_an_order_the_credits_that_a_sealed_refund_took_back_from()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-20T10:00:00Z");
        var history = Story(app);
        var order = history.Order("again", "2026-06-10T13:00:00Z", 100_00, history.Visit("2026-06-10T09:00:00Z", "email", "x"), history.Visit("2026-06-10T10:00:00Z", "display", "x"));
        history.Refund(order, "2026-06-12T09:00:00Z", 100_00);
        await history.Save();
        await app.Build();
        await app.Seal();

        // Late word of what display sold moves no sealed figure; a rebuild of the order's day alone must not part the order from its refund.
        for (var i = 0; i < 30; i++)
        {
            history.Order($"more{i}", Start.AddHours(i + 5), 10_00, "sale", history.Visit(Start.AddHours(i), "display", $"m{i}"));
        }

        await history.Save();
        await app.Rebuild("2026-06-10", "2026-06-10", includeSealed: true, reason: "to see");

        var left = await app.Read(db => db.AttributionSnapshots.Where(row => row.Channel == "display" && row.Date >= Day && row.Model == ModelIds.Markov).SumAsync(row => row.RevenueMinor));
        left.ShouldBe(0);
    }

    [Fact]
    public async Task An_orders_page_tells_what_the_fit_of_its_day_gave_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();
        var open = Markov(await server.Report("journeys/late"));
        await app.Seal();
        var closed = Markov(await server.Report("journeys/late"));

        open.GetProperty("credits").EnumerateArray().Sum(credit => credit.Number("revenue")).ShouldBe(100);
        closed.GetProperty("credits").ToString().ShouldBe(open.GetProperty("credits").ToString());
        (open.GetProperty("standIn").GetBoolean(), open.GetProperty("version").GetInt32()).ShouldBe((false, 1));
    }

    [Fact]
    public async Task An_orders_page_says_why_linear_stands_in()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app, buyers: 37).Save();
        await app.Build();

        var markov = Markov(await server.Report("journeys/late"));

        markov.GetProperty("standIn").GetBoolean().ShouldBeTrue();
        markov.GetProperty("reason").GetString().ShouldStartWith("Markov chain needs 100 conversions in 90 days; there are 37. Linear is shown instead.");
    }

    [Fact]
    public async Task Too_little_is_told_in_words()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app, buyers: 37).Save();
        await app.Build();

        var fit = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10")).GetProperty("fits")[0];

        fit.GetProperty("note").GetString().ShouldBe("Markov chain needs 100 conversions in 90 days; there are 37. Linear is shown instead.");
    }

    [Fact]
    public async Task Two_fitted_models_that_agree_show_no_clear_difference()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();

        var pair = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&models=markov,shapley&pair=markov,shapley")).GetProperty("pair");

        foreach (var row in pair.GetProperty("channels").EnumerateArray().Select(row => row.GetProperty("difference")))
        {
            (row.GetProperty("clear").GetBoolean(), row.GetProperty("verdict").GetString()).ShouldBe((false, "no_clear_difference"));
            row.GetProperty("interval").Number("low").ShouldBeLessThanOrEqualTo(row.Number("revenue"));
            row.GetProperty("interval").Number("high").ShouldBeGreaterThanOrEqualTo(row.Number("revenue"));
        }
    }

    [Fact]
    public async Task Beside_a_rule_the_interval_is_the_fits_and_turns_with_the_pair()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();
        const string Range = "models-compare?startDate=2026-06-10&endDate=2026-06-10&pair=";

        var there = Differences(await server.Report(Range + "last_touch,markov"));
        var back = Differences(await server.Report(Range + "markov,last_touch"));

        // The order of the day ended with search: last touch gives it all of the 100.00, the fit half of it.
        (there["email"].Number("revenue"), there["email"].GetProperty("verdict").GetString()).ShouldBe((50m, "gains"));
        (there["paid_search"].Number("revenue"), there["paid_search"].GetProperty("clear").GetBoolean()).ShouldBe((-50m, true));
        back["email"].GetProperty("interval").Number("low").ShouldBe(-there["email"].GetProperty("interval").Number("high"));
    }

    [Fact]
    public async Task What_a_fit_says_of_two_ranges_has_an_interval_and_rules_have_none()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();

        var email = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&compare=previous_period")).GetProperty("channels")[0].GetProperty("change");
        var wide = (await server.Report("models-compare?startDate=2026-05-12&endDate=2026-06-10&compare=previous_period")).GetProperty("channels")[0].GetProperty("change");

        // Nothing was sold the day before.
        email.GetProperty("markov").GetProperty("interval").ValueKind.ShouldBe(JsonValueKind.Null);
        wide.GetProperty("linear").GetProperty("clear").ValueKind.ShouldBe(JsonValueKind.Null);
        email.GetProperty("markov").Number("revenue").ShouldBe(50);
    }

    [Fact]
    public async Task A_report_under_a_model_without_a_fit_says_in_its_head_what_stands_in()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app, buyers: 37).Save();
        await app.Build();

        foreach (var report in new[] { "overview", "by-channel", "models-compare", "paths", "campaigns" })
        {
            var head = await server.Report($"{report}?startDate=2026-06-10&endDate=2026-06-10&attributionModel=shapley");
            head.GetProperty("standIn").ToString().ShouldBe(
                """{"model":"linear","days":1,"ofDays":1,"note":"Shapley value needs 100 conversions in 90 days; there are 37. Linear is shown instead."}""");
            (await server.Report($"{report}?startDate=2026-06-10&endDate=2026-06-10&attributionModel=linear")).TryGetProperty("standIn", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_stand_in_is_left_out_of_the_variation_and_of_what_is_the_same()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app, buyers: 37).Save();
        await app.Build();

        var report = await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&models=last_touch,markov");

        report.GetProperty("channels")[0].GetProperty("consensus").ValueKind.ShouldBe(JsonValueKind.Null);
        report.Number("same").ShouldBe(1);
    }

    private static Dictionary<string, JsonElement> Differences(JsonElement report) =>
        report.GetProperty("pair").GetProperty("channels").EnumerateArray().ToDictionary(row => row.GetProperty("channel").GetString()!, row => row.GetProperty("difference"));

    /// <summary>Buyers who came by search and then by mail, as many who came by search alone, and an order on the day in question.</summary>
    internal static History Story(TestApp app, int buyers = 120, StoreId? store = null)
    {
        var history = new History(app, store);
        for (var i = 0; i < buyers; i++)
        {
            var at = Start.AddMinutes(97 * i);
            history.Order($"o{i}", at.AddHours(20), 10_00, "sale", history.Visit(at, "paid_search", $"b{i}"), history.Visit(at.AddHours(3), "email", $"b{i}"));
            history.Visit(at, "paid_search", $"n{i}");
        }

        history.Order("late", "2026-06-10T12:00:00Z", 100_00, history.Visit("2026-06-10T09:00:00Z", "email", "late"), history.Visit("2026-06-10T10:00:00Z", "paid_search", "late"));
        return history;
    }

    private static JsonElement Markov(JsonElement journey) => journey.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == "markov");

    private static Task<ModelFitRow> FitOf(TestApp app, string model) =>
        app.Read(db => db.ModelFits.SingleAsync(row => row.StoreId == app.Shop.Id.Value && row.Date == Day && row.Model == model));

    private static async Task<List<(string Channel, long Minor)>> Revenue(TestApp app, string model) =>
        [.. (await app.Read(db => db.AttributionSnapshots.Where(row => row.Date == Day && row.Model == model && row.RevenueMinor != 0).OrderBy(row => row.Channel).ToListAsync())).Select(row => (row.Channel, row.RevenueMinor))];
}
