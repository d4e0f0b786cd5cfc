using Attribution.Tests.Analytics;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots.Fits;

public class DropOutTests
{
    [Fact]
    public async Task A_sealed_day_counts_the_journeys_that_ended_on_it_without_an_order()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();

        await app.Build();
        (await Rows(app)).ShouldBeEmpty();
        await app.Seal();

        // Looked at on 1 and 2 May, and thirty days old on 31 May and 1 June: who came back or bought is not among them.
        (await Rows(app)).ShouldBe([("2026-05-31", "paid_search", 2), ("2026-06-01", "paid_search>email", 1)]);
        (await app.Read(db => db.SnapshotDays.Where(day => day.Date == DateOnly.Parse("2026-06-01", null)).Select(day => day.DropOuts).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Days_that_history_does_not_reach_back_for_are_not_counted()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();

        await app.Seal();

        (await app.Read(db => db.SnapshotDays.Where(day => day.Date < DateOnly.Parse("2026-05-31", null)).AllAsync(day => day.DropOuts == null))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rows()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = Story(app);
        await history.Save();
        await app.Seal();
        var before = await ReconciliationTests.AllRows(app);

        // What happens after a day has ended changes nothing of it.
        history.Visit("2026-06-12T12:00:00Z", "direct", "gone1");
        await history.Save();
        await app.Rebuild("2026-05-31", "2026-06-01", includeSealed: true, reason: "test");

        (await ReconciliationTests.AllRows(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Where_raw_rows_are_gone_the_day_keeps_what_it_has()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Story(app).Save();
        await app.Seal();
        var before = await Rows(app);
        await Write(app, db => db.Touches.ExecuteDeleteAsync());
        await Write(app, db => db.SnapshotDays.Where(day => day.Date < DateOnly.Parse("2026-05-10", null)).ExecuteUpdateAsync(set => set.SetProperty(day => day.Partial, true)));

        await app.Rebuild("2026-05-31", "2026-06-01", includeSealed: true, reason: "test");

        (await Rows(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Transitions_hold_drop_outs_of_sealed_days_and_the_orders_of_the_same_days()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await Story(app).Save();
        await app.Build();
        await app.Seal();

        var all = (await server.Report("path-transitions?startDate=2026-05-31&endDate=2026-06-14")).GetProperty("transitions");
        var orders = (await server.Report("path-transitions?startDate=2026-05-31&endDate=2026-06-14&dropOuts=false")).GetProperty("transitions");
        var filtered = (await server.Report("path-transitions?startDate=2026-05-31&endDate=2026-06-14&pathEnds=email")).GetProperty("transitions");

        (all.Number("journeys"), all.Number("orders"), all.Number("dropOuts"), all.GetProperty("countedThrough").GetString()).ShouldBe((4, 1, 3, "2026-06-12"));
        all.GetProperty("links").EnumerateArray().Select(link => link.ToString()).ShouldContain("""{"step":1,"from":"paid_search","to":"no_order","journeys":2}""");
        (orders.Number("orders"), orders.GetProperty("dropOuts").ValueKind, orders.GetProperty("without").GetString()).ShouldBe((2, System.Text.Json.JsonValueKind.Null, "not_asked"));
        filtered.GetProperty("without").GetString().ShouldBe("filters");
    }

    // By 15 June all up to 12 June is sealed. Two looked once, one twice; one came back and bought after all; one bought lately.
    private static History Story(TestApp app)
    {
        var history = new History(app);
        history.Visit("2026-05-01T12:00:00Z", "paid_search", "gone1");
        history.Visit("2026-05-01T13:00:00Z", "paid_search", "gone2");
        history.Visit("2026-05-01T12:00:00Z", "paid_search", "gone3");
        history.Visit("2026-05-02T12:00:00Z", "email", "gone3");
        var first = history.Visit("2026-05-02T12:00:00Z", "email", "buyer");
        history.Order("o1", "2026-05-31T12:00:00Z", 10_00, first, history.Visit("2026-05-31T11:00:00Z", "direct", "buyer"));
        history.Visit("2026-06-01T12:00:00Z", "direct", "somebody");
        history.Visit("2026-06-12T12:00:00Z", "direct", "somebody");
        history.Order("o2", "2026-06-13T12:00:00Z", 10_00, history.Visit("2026-06-13T11:00:00Z", "email", "late"));
        return history;
    }

    private static Task Write(TestApp app, Func<AttributionDb, Task> change) => app.Services.GetRequiredService<Database>().Write(change, CancellationToken.None);

    private static async Task<List<(string, string, int)>> Rows(TestApp app) =>
        [.. (await app.Read(db => db.DropOutSnapshots.OrderBy(row => row.Date).ThenBy(row => row.Path).ToListAsync())).Select(row => ($"{row.Date:O}", row.Path, row.Journeys))];
}
