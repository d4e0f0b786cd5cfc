using Attribution.Web.Snapshots;
using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots;

public class WatchTests
{
    [Fact]
    public async Task A_changed_day_is_built_at_once_and_then_once_a_minute()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Change(app, "o1");
        await app.Watch();
        (await Orders(app)).ShouldBe(1);

        await Change(app, "o2");
        app.Clock!.Now += TimeSpan.FromSeconds(59);
        await app.Watch();
        (await Orders(app)).ShouldBe(1);
        app.Clock!.Now += TimeSpan.FromSeconds(1);
        await app.Watch();
        (await Orders(app)).ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_silence_the_watch()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Change(app, "o1");
        await app.Watch();

        await Change(app, "o2");
        app.Clock!.Now -= TimeSpan.FromHours(1);
        await app.Watch();

        (await Orders(app)).ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_built_where_nothing_changed()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Change(app, "o1");
        await app.Watch();

        app.Clock!.Now += TimeSpan.FromHours(1);
        await app.Watch();

        (await app.Read(db => db.SnapshotRuns.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_server_builds_what_changes_by_itself()
    {
        await using var app = await TestApp.Start();
        var built = new TaskCompletionSource();
        app.Services.GetRequiredService<Signals>().SnapshotsWritten += _ => built.TrySetResult();

        await Change(app, "o1");
        await built.Task.WaitAsync(TimeSpan.FromSeconds(60));

        (await Orders(app)).ShouldBe(1);
    }

    [Fact]
    public async Task A_build_says_how_much_there_was()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-15T08:00:00Z", 10_00, history.Visit("2026-06-14T08:00:00Z", "email"), history.Visit("2026-06-15T07:00:00Z", "direct"));
        await history.Save();

        await app.Build();

        var run = await app.Read(db => db.SnapshotRuns.SingleAsync());
        (run.Kind, run.Status, run.Done, run.Total, run.Visits, run.Conversions, run.Error).ShouldBe(("open", "done", 2, 2, 2, 1, null));
    }

    [Fact]
    public async Task Only_one_run_has_a_store_and_one_that_lost_it_writes_nothing()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Change(app, "o1");
        var runs = app.Services.GetRequiredService<SnapshotRuns>();
        var frozen = (await runs.Start(app.Shop.Id, "open", [new DateOnly(2026, 6, 15)], CancellationToken.None))!;
        (await app.Build()).ShouldBe(0);

        await app.Services.GetRequiredService<SnapshotCatchUp>().FailDead(CancellationToken.None);
        await Should.ThrowAsync<RunLostException>(
            app.Services.GetRequiredService<DayBuild>().Run(frozen, await app.Settings(), new DateOnly(2026, 6, 15), DayPurpose.Open, new FitHistory(await app.Settings()), CancellationToken.None));

        (await Orders(app)).ShouldBe(0);
        (await app.Build()).ShouldBe(1);
        (await app.Read(db => db.SnapshotRuns.SingleAsync(run => run.RunId == frozen.RunId))).Status.ShouldBe("failed");
    }

    [Fact]
    public async Task A_change_during_a_build_leaves_the_day_to_be_built_again()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Change(app, "o1");
        await app.Services.GetRequiredService<Database>().Write(
            db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Change AFTER INSERT ON PathSnapshot BEGIN UPDATE SnapshotDay SET DirtySeq = DirtySeq + 1; END"),
            CancellationToken.None);

        await app.Build();

        var day = await app.Read(db => db.SnapshotDays.SingleAsync());
        (day.DirtySeq, day.BuiltSeq).ShouldBe((2L, 1L));
        (await app.Build()).ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    public async Task A_day_of_the_store_has_the_hours_it_has(string day, int hours)
    {
        await using var app = await SnapshotSteps.StartIdle("2026-12-01T00:00:00Z");
        var history = new History(app);
        var start = new DateTimeOffset(DateTime.Parse(day, null), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").GetUtcOffset(DateTime.Parse(day, null)));
        for (var at = start; at < start.AddHours(hours + 1); at = at.AddMinutes(30))
        {
            history.Visit(at, "email", "v");
        }

        await history.Save();
        await app.Build();

        var visits = await app.Read(db => db.AttributionSnapshots.Where(row => row.Model == "linear").OrderBy(row => row.Date).Select(row => row.Visits).ToListAsync());
        visits.ShouldBe([hours * 2, 2]);
    }

    private static async Task Change(TestApp app, string orderId)
    {
        var history = new History(app);
        history.Order(orderId, "2026-06-15T08:00:00Z", 10_00);
        await history.Save();
    }

    private static async Task<long> Orders(TestApp app) =>
        await app.Read(db => db.AttributionSnapshots.Where(row => row.Model == "linear").SumAsync(row => row.OrdersMillionths)) / 1_000_000;
}
