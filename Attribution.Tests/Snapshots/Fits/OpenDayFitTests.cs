using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots.Fits;

/// <summary>A run of the open days costs what is new, not what the history is long.</summary>
public class OpenDayFitTests
{
    private static async Task<History> TooFew(TestApp app, int buyers)
    {
        var history = app.Story(buyers);
        await history.Save();
        await app.Build();
        (await FitOf(app)).StandsIn.ShouldBeTrue();
        return history;
    }

    private static readonly DateOnly Day = DateOnly.Parse("2026-06-10", null);

    [Fact]
    public async Task A_new_touch_of_an_open_day_asks_nothing_of_the_past()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-10T14:00:00Z");
        var history = app.Story();
        await history.Save();
        await app.Build();
        var before = await FitOf(app);

        // Whoever would read the past once more would find no journeys, and nothing to fit.
        await Write(app, db => db.Touches.Where(row => row.OccurredAt < DateTimeOffset.Parse("2026-06-10T00:00:00Z", null)).ExecuteDeleteAsync());
        app.Clock!.Now += TimeSpan.FromHours(3);
        history.Visit("2026-06-10T16:00:00Z", "display", "new");
        await history.Save();
        (await app.Build()).ShouldBe(1);

        var after = await FitOf(app);
        (after.Document, after.FittedAt, after.StandsIn).ShouldBe((before.Document, before.FittedAt, false));
        (await app.Read(db => db.AttributionSnapshots.SingleAsync(row => row.Date == Day && row.Channel == "display" && row.Model == ModelIds.Markov))).Visits.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_day_is_sealed_with_is_what_a_rebuild_of_everything_finds()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-10T14:00:00Z");
        var history = app.Story();
        await history.Save();
        await app.Build();
        app.Clock!.Now += TimeSpan.FromHours(3);
        history.Order("later", "2026-06-10T16:00:00Z", 70_00, history.Visit("2026-05-20T09:00:00Z", "display", "later"), history.Visit("2026-06-10T15:00:00Z", "email", "later"));
        await history.Save();
        await app.Build();
        app.Clock!.Now += TimeSpan.FromDays(4);
        await app.Seal();
        var sealedRows = await ReconciliationTests.AllRows(app);

        await app.Rebuild("2026-05-01", "2026-06-12", includeSealed: true, reason: "to see");

        (await ReconciliationTests.AllRows(app)).ShouldBe(sealedRows);
    }

    [Fact]
    public async Task A_young_store_is_fitted_on_the_day_on_which_it_has_sold_enough()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-10T14:00:00Z");
        var history = await TooFew(app, buyers: 98);

        app.Clock!.Now += TimeSpan.FromHours(2);
        var touch = history.Visit("2026-06-09T15:00:00Z", "email", "hundredth");
        history.Order("hundredth", "2026-06-10T15:00:00Z", 10_00, touch).ReceivedAt = app.Clock.Now;
        await history.Save();
        await app.Build();

        (await FitOf(app)).ShouldSatisfyAllConditions(fit => fit.StandsIn.ShouldBeFalse(), fit => fit.Conversions.ShouldBe(99));
    }

    [Fact]
    public async Task Orders_that_come_in_all_at_once_are_fitted_by_the_next_run_and_not_an_hour_later()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-10T14:00:00Z");
        var history = await TooFew(app, buyers: 37);

        app.Clock!.Now += TimeSpan.FromMinutes(1);
        for (var i = 0; i < 62; i++)
        {
            var at = FitStory.Start.AddHours(i);
            history.Order($"more{i}", at.AddHours(2), 10_00, "sale", history.Visit(at, "email", $"more{i}")).ReceivedAt = app.Clock.Now;
        }

        history.Visit("2026-06-10T13:00:00Z", "email", "someone");
        await history.Save();
        await app.Build();

        (await FitOf(app)).ShouldSatisfyAllConditions(fit => fit.StandsIn.ShouldBeFalse(), fit => fit.Conversions.ShouldBe(99));
    }

    [Fact]
    public async Task History_that_comes_in_late_is_fitted_before_the_day_ends()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-10T14:00:00Z");
        var today = new History(app);
        today.Order("today", "2026-06-10T12:00:00Z", 100_00, today.Visit("2026-06-10T09:00:00Z", "email", "today"));
        await today.Save();
        await app.Build();
        (await FitOf(app)).StandsIn.ShouldBeTrue();
        await Write(app, db => db.Touches.ExecuteDeleteAsync());
        await Write(app, db => db.Sessions.ExecuteDeleteAsync());

        app.Clock!.Now += TimeSpan.FromHours(2);
        await app.Story().Save();
        await app.Build();

        (await FitOf(app)).StandsIn.ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_model_with_a_long_window_has_read_one_with_a_short_window_leaves()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Story().Save();
        var store = await app.Settings();
        var history = new FitHistory(store);
        await using var db = await app.Services.GetRequiredService<Database>().Read(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        async Task<FitInput> Input(int days) =>
            (await history.Journeys(db, FitInputs.WindowOf(store, Day, new FitSettings(days)), Day, CancellationToken.None)).Finish();

        var input = await Input(90);
        await Input(7);
        await Write(app, write => write.Touches.ExecuteDeleteAsync());

        ((await Input(90)).Paths.TotalNulls, input.Paths.TotalNulls).ShouldBe((120, 120));
    }

    private static Task<ModelFitRow> FitOf(TestApp app) => app.Read(db => db.ModelFits.SingleAsync(row => row.Date == Day && row.Model == ModelIds.Markov));

    private static Task Write(TestApp app, Func<AttributionDb, Task> work) => app.Services.GetRequiredService<Database>().Write(work, CancellationToken.None);
}
