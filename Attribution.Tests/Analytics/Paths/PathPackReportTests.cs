using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Tests.Conversions;
using Attribution.Tests.Snapshots;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Paths;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics.Paths;

public class PathPackReportTests
{
    private const string June = "startDate=2026-06-01&endDate=2026-06-14";

    [Theory]
    [InlineData("paths?collapse=true&")]
    [InlineData("path-lengths?campaign=summer&")]
    [InlineData("path-roles?pathStarts=email&")]
    [InlineData("path-overlap?")]
    public async Task A_day_without_a_pack_is_read_row_by_row_and_told_the_same(string report)
    {
        await using var app = await Story();
        using var server = app.Server();
        var before = Figures(await server.GetStringAsync($"/api/analytics/attribution/{report}{June}"));
        await app.Write(db => db.PathPacks.ExecuteDeleteAsync());
        await app.Write(db => db.Stores.ExecuteUpdateAsync(set => set.SetProperty(row => row.Generation, row => row.Generation + 1)));

        var after = await server.GetStringAsync($"/api/analytics/attribution/{report}{June}");

        Figures(after).ShouldBe(before);
        before.ShouldContain("\"orders\"");
    }

    [Fact]
    public async Task Days_that_were_built_before_there_were_packs_are_packed_at_the_start()
    {
        await using var app = await Story();
        var before = await Packs(app);
        await app.Write(db => db.PathPacks.ExecuteDeleteAsync());

        await app.Services.GetRequiredService<SnapshotCatchUp>().Pack(CancellationToken.None);

        (await Packs(app)).ShouldBe(before);
        before.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Ten_thousand_paths_find_their_place_and_are_found_again()
    {
        var groups = new PathGroups(8);
        int[][] paths = [.. Enumerable.Range(0, 10_000).Select(i => new[] { i % 10, i / 10 % 10, i / 100 % 10, i / 1000 })];

        paths.Select(path => groups.Take(path, PathGroups.HashOf(path), out _)).ShouldBe(Enumerable.Range(0, 10_000));

        paths.Select(path => groups.Take(path, PathGroups.HashOf(path), out var isNew) + (isNew ? 1 : 0)).ShouldBe(Enumerable.Range(0, 10_000));
    }

    [Fact]
    public async Task So_many_paths_that_they_are_added_in_parts_add_up_as_one_by_one()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var paths = Enumerable.Range(0, 24_000).Select(i => Row(i)).ToList();
        await app.Write(async db => await db.PathPacks.AddRangeAsync(paths.Chunk(8_000).Select((day, i) => new PathPackRow { StoreId = 1, Date = new(2026, 6, 1 + i), Paths = PathPack.Write(day) })));
        var store = (await app.Services.GetRequiredService<StoreDirectory>().All(CancellationToken.None))[0];
        var request = new ReportRequest(store, new(new(2026, 6, 1), new(2026, 6, 3)), "linear", ReportFilter.None);

        var book = await app.Read(db => PathBook.Read(db, request, new PathOptions(), CancellationToken.None));

        var byPath = paths.GroupBy(path => ChannelPath.Text(path.Steps)).ToDictionary(path => path.Key, path => path.Sum(row => row.Orders));
        book.Top(30_000).ToDictionary(path => ChannelPath.Text(path.Steps), path => path.Orders).ShouldBe(byPath, ignoreOrder: true);
        book.Top(30_000, sources: true).Sum(path => path.Times.Count).ShouldBe(paths.Sum(path => path.Times.Count));
        book.Flow(counted: false).Select(head => ChannelPath.Text(head.Steps)).ShouldBeUnique();
        (book.Different, book.Orders, book.Touches.Count).ShouldBe((byPath.Count, paths.Sum(path => path.Orders), paths.Sum(path => path.Orders)));
    }

    // Most paths of a day come once more on the next.
    private static PackedPath Row(int number) =>
        new("sale", [.. Enumerable.Range(0, 2 + (number % 4)).Select(step => $"c{number % 7919 / (1 << (2 * step)) % 9}")], 1 + (number % 5), number, 3) { Times = CountHistogram.Parse($"{number % 90}:2") };

    private static string Figures(string json) => json[(json.IndexOf("\"generatedAt\"", StringComparison.Ordinal) + 40)..];

    private static Task<List<(DateOnly, string)>> Packs(TestApp app) => app.Read(async db =>
        (await db.PathPacks.OrderBy(row => row.Date).ToListAsync()).Select(row => (row.Date, Convert.ToHexString(row.Paths))).ToList());

    private static async Task<TestApp> Story()
    {
        var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-05T12:00:00Z", 10_00, history.Visit("2026-06-04T11:00:00Z", "email", "a", campaign: "summer"), history.Visit("2026-06-04T13:00:00Z", "direct", "a"));
        history.Order("o2", "2026-06-06T12:00:00Z", 20_00, history.Visit("2026-06-05T11:00:00Z", "email", "b"), history.Visit("2026-06-05T13:00:00Z", "email", "b"));
        history.Refund(history.Order("o3", "2026-06-07T12:00:00Z", 30_00), "2026-06-08T12:00:00Z", 5_00);
        await history.Save();
        await app.Build();
        return app;
    }
}
