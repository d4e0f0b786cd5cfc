using System.Text.Json;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots;

public class SealingTests
{
    [Theory]
    [InlineData("2026-06-12T21:59:59Z", false)]
    [InlineData("2026-06-12T22:00:00Z", true)]
    public async Task A_day_is_sealed_48_hours_after_it_ended_in_the_store(string now, bool expected)
    {
        await using var app = await SnapshotSteps.StartIdle(now);
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();

        await app.Seal();

        (await Day(app, "2026-06-10")).SealedAt.HasValue.ShouldBe(expected);
    }

    [Fact]
    public async Task What_comes_for_a_sealed_day_moves_nothing_until_an_admin_rebuilds_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();
        await app.Seal();

        history.Order("late", "2026-06-10T13:00:00Z", 5_00);
        await history.Save();
        await app.Build();
        await app.Seal();
        await app.Rebuild("2026-06-10", "2026-06-10");
        (await Revenue(app, "2026-06-10")).ShouldBe(10_00);

        await app.Rebuild("2026-06-10", "2026-06-10", includeSealed: true, reason: "The shop was down");
        (await Revenue(app, "2026-06-10")).ShouldBe(15_00);
        (await Day(app, "2026-06-10")).SealedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_order_of_long_ago_seals_its_own_day_and_not_the_empty_years_since()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-06-15T10:00:00Z");
        var history = new History(app);
        history.Order("old", "2001-01-01T12:00:00Z", 10_00);
        history.Order("new", "2026-06-15T09:00:00Z", 5_00);
        await history.Save();

        (await app.Seal()).ShouldBe(1);
        (await SealedThrough(app)).ShouldBe(new DateOnly(2001, 1, 1));
        (await Revenue(app, "2001-01-01")).ShouldBe(10_00);

        app.Clock!.Now = DateTimeOffset.Parse("2026-06-20T10:00:00Z", null);
        (await app.Seal()).ShouldBe(3);
        (await SealedThrough(app)).ShouldBe(new DateOnly(2026, 6, 17));
    }

    [Fact]
    public async Task A_rebuilt_sealed_day_keeps_its_former_figures_and_who_changed_them()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();
        await app.Seal();
        history.Order("late", "2026-06-10T13:00:00Z", 5_00);
        await history.Save();

        await app.Rebuild("2026-06-10", "2026-06-10", includeSealed: true, reason: "The shop was down");

        (await Day(app, "2026-06-10")).Revision.ShouldBe(1);
        var revision = await app.Read(db => db.SnapshotRevisions.SingleAsync());
        (revision.Revision, revision.Reason, revision.ReplacedBy).ShouldBe((0, "The shop was down", "test"));
        JsonSerializer.Deserialize<List<AttributionSnapshotRow>>(revision.Figures, JsonSerializerOptions.Web)!.ShouldAllBe(row => row.RevenueMinor == 10_00);
        (await app.Read(db => db.Audit.SingleAsync(entry => entry.What == "snapshot.revised"))).After.ShouldBe("2026-06-10 revision 1: The shop was down");
    }

    [Fact]
    public async Task A_refund_after_the_seal_books_on_its_own_day()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        var order = history.Order("o1", "2026-06-10T12:00:00Z", 10_00, history.Visit("2026-06-10T11:00:00Z", "email"));
        await history.Save();
        await app.Seal();

        history.Refund(order, "2026-06-15T08:00:00Z", 4_00);
        await history.Save();
        await app.Build();

        (await Revenue(app, "2026-06-10"), await Revenue(app, "2026-06-15")).ShouldBe((10_00, -4_00));
    }

    [Fact]
    public async Task Days_that_were_missed_are_made_up_for_in_order_also_those_without_anything()
    {
        await using var app = await SnapshotSteps.StartIdle("2026-05-01T10:00:00Z");
        var history = new History(app);
        history.Order("o1", "2026-05-01T12:00:00Z", 10_00);
        history.Order("o2", "2026-05-20T12:00:00Z", 20_00);
        await history.Save();

        app.Clock!.Now = DateTimeOffset.Parse("2026-06-15T10:00:00Z", null);
        await app.Services.GetRequiredService<SnapshotCatchUp>().Seal(CancellationToken.None);

        var days = await app.Read(db => db.SnapshotDays.Where(day => day.SealedAt != null).Select(day => day.Date).ToListAsync());
        days.Count.ShouldBe(43);
        (days.Min(), days.Max()).ShouldBe((new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 12)));
        (await Revenue(app, "2026-05-20")).ShouldBe(20_00);
    }

    [Fact]
    public async Task A_day_whose_raw_rows_are_gone_keeps_its_visits()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-14T12:00:00Z", 10_00, history.Visit("2026-06-14T11:00:00Z", "email", "anna"));
        history.Visit("2026-06-14T11:00:00Z", "direct", "ben");
        await history.Save();
        await app.Build();
        var before = await Visits(app);
        await app.Services.GetRequiredService<Database>().Write(
            async db =>
            {
                await db.Touches.ExecuteDeleteAsync();
                await db.Sessions.ExecuteDeleteAsync();
                await db.SnapshotDays.ExecuteUpdateAsync(set => set.SetProperty(day => day.Partial, true));
            },
            CancellationToken.None);

        var run = await app.Rebuild("2026-06-14", "2026-06-14");

        run.Partial.ShouldBeTrue();
        (await Visits(app)).ShouldBe(before);
        (await Revenue(app, "2026-06-14")).ShouldBe(10_00);
    }

    private static async Task<string> Visits(TestApp app) => JsonSerializer.Serialize(new object[]
    {
        await app.Read(db => db.VisitSnapshots.OrderBy(row => row.Channel).ToListAsync()),
        await app.Read(db => db.AttributionSnapshots.OrderBy(row => row.Model).ThenBy(row => row.Channel).ToListAsync()),
    });

    private static Task<long> Revenue(TestApp app, string day) =>
        app.Read(db => db.AttributionSnapshots.Where(row => row.Date == DateOnly.Parse(day, null) && row.Model == "linear").SumAsync(row => row.RevenueMinor));

    private static Task<SnapshotDayRow> Day(TestApp app, string day) => app.Read(db => db.SnapshotDays.SingleAsync(row => row.Date == DateOnly.Parse(day, null)));

    private static async Task<DateOnly?> SealedThrough(TestApp app)
    {
        var store = await app.Settings();
        return await app.Read(db => Attribution.Web.Analytics.SnapshotReader.SealedThrough(db, store, CancellationToken.None));
    }
}
