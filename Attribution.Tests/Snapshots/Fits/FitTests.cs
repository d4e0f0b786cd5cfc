using System.Text.Json;
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
using static Attribution.Tests.Snapshots.Fits.FitStory;

namespace Attribution.Tests.Snapshots.Fits;

public class FitTests
{
    [Fact]
    public async Task A_day_is_credited_by_the_fit_of_the_journeys_that_were_old_enough()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Story().Save();

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
        await app.Story(buyers: 98).Save();

        await app.Build();

        var fit = await FitOf(app, ModelIds.Shapley);
        (fit.StandsIn, fit.Conversions, fit.Document).ShouldBe((true, 99, ""));
        (await Revenue(app, ModelIds.Shapley)).ShouldBe(await Revenue(app, ModelIds.Linear));
    }

    [Fact]
    public async Task Conversions_too_young_to_learn_from_count_toward_enough()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Story(buyers: 99).Save();

        await app.Build();

        var fit = await FitOf(app, ModelIds.Shapley);
        (fit.StandsIn, fit.Conversions, fit.Censored).ShouldBe((false, 99, 1));
    }

    [Fact]
    public async Task Where_all_of_many_conversions_are_too_young_linear_stands_in_and_says_why()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        for (var i = 0; i < 100; i++)
        {
            var at = DateTimeOffset.Parse("2026-06-10T06:00:00Z", null).AddMinutes(i);
            history.Order($"o{i}", at.AddHours(1), 10_00, "sale", history.Visit(at, "email", $"b{i}"));
        }

        await history.Save();
        await app.Build();
        using var server = app.Server();

        (await FitOf(app, ModelIds.Markov)).StandsIn.ShouldBeTrue();
        (await server.Report("journeys/o1")).Markov().GetProperty("reason").GetString()
            .ShouldStartWith("Markov chain learns from journeys of some age, and no conversion's is old enough yet. Linear is shown instead.");
    }

    [Fact]
    public async Task Once_sealed_a_days_credits_stand_beside_its_orders()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Story().Save();
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
        var history = app.Story();
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
        var history = app.Story();
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
        await app.Story().Save();
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
        await app.Story().Save();
        await app.Story(buyers: 300, other.Id).Save();

        await app.Build();

        (await FitOf(app, ModelIds.Markov)).Conversions.ShouldBe(120);
    }

    [Fact]
    public async Task A_fit_whose_raw_rows_are_gone_stays_for_ever()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Story().Save();
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
    public async Task Days_from_before_a_model_was_offered_are_told_by_linear()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await app.Story(buyers: 10).Save();
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
        var history = app.Story();
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
        await app.Story().Save();
        await app.Build();
        var open = (await server.Report("journeys/late")).Markov();
        await app.Seal();
        var closed = (await server.Report("journeys/late")).Markov();

        open.GetProperty("credits").EnumerateArray().Sum(credit => credit.Number("revenue")).ShouldBe(100);
        closed.GetProperty("credits").ToString().ShouldBe(open.GetProperty("credits").ToString());
        (open.GetProperty("standIn").GetBoolean(), open.GetProperty("version").GetInt32()).ShouldBe((false, 1));
    }

    private static Task<ModelFitRow> FitOf(TestApp app, string model) =>
        app.Read(db => db.ModelFits.SingleAsync(row => row.StoreId == app.Shop.Id.Value && row.Date == Day && row.Model == model));

    private static async Task<List<(string Channel, long Minor)>> Revenue(TestApp app, string model) =>
        [.. (await app.Read(db => db.AttributionSnapshots.Where(row => row.Date == Day && row.Model == model && row.RevenueMinor != 0).OrderBy(row => row.Channel).ToListAsync())).Select(row => (row.Channel, row.RevenueMinor))];
}
