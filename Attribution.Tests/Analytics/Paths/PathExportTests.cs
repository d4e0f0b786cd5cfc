using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics.Paths;

/// <summary>The tables of the page of paths as files.</summary>
public class PathExportTests
{
    private const string June = "startDate=2026-06-01&endDate=2026-06-14";

    [Theory]
    [InlineData("paths", "path,orders,revenue,averageTouches,medianHoursToConvert", "email > direct,2,30.00,2.5,25.2", "paid_search,1,30.00,1,23.11", "'=cmd > direct,1,40.00,2,25.2")]
    [InlineData("path-roles", "channel,orders,first,assisted,last,alone,assistRatio", "direct,3,0,0,3,0,0", "email,2,2,2,0,0,", "'=cmd,1,1,1,0,0,", "paid_search,1,1,0,1,1,0")]
    [InlineData("path-overlap", "channel,other,orders", "direct,direct,3", "email,email,2", "'=cmd,'=cmd,1", "paid_search,paid_search,1", "direct,email,2", "direct,'=cmd,1")]
    public async Task The_file_has_every_row_and_starts_no_formula(string table, params string[] lines)
    {
        await using var app = await Story();
        using var client = await app.SignedIn("ana@shop.example", "viewer");

        var answer = await client.GetAsync($"/exports/{table}.csv?{June}");

        (await Lines(answer)).ShouldBe(lines, ignoreOrder: true);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"{table}-shop-2026-06-01-2026-06-14.csv");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("paths", "pathStarts=email", "email > direct,2,30.00,2.5,25.2")]
    [InlineData("paths", "pathEnds=paid_search", "paid_search,1,30.00,1,23.11")]
    [InlineData("paths", "pathContains=email&open=repeats", "email > email > direct,1,20.00,3,25.2", "email > direct,1,10.00,2,25.2")]
    [InlineData("paths", "campaign=summer", "email > direct,1,10.00,2,25.2")]
    [InlineData("path-roles", "pathContains=paid_search", "paid_search,1,1,0,1,1,0")]
    [InlineData("path-overlap", "pathStarts=email", "direct,direct,2", "email,email,2", "direct,email,2")]
    public async Task It_is_narrowed_as_the_page_is(string table, string filter, params string[] lines)
    {
        await using var app = await Story();
        using var client = await app.SignedIn("ana@shop.example", "viewer");

        var found = await Lines(await client.GetAsync($"/exports/{table}.csv?{June}&{filter}"));

        found.Skip(1).ShouldBe(lines);
    }

    [Theory]
    [InlineData("paths")]
    [InlineData("path-roles")]
    [InlineData("path-overlap")]
    public async Task It_is_for_those_of_the_store(string table)
    {
        await using var app = await Story();
        await app.OpenStore("other");
        using var client = await app.SignedIn("ana@shop.example", "admin");

        (await client.GetAsync($"/exports/{table}.csv?store=other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Client().GetAsync($"/exports/{table}.csv?{June}")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    private static async Task<string[]> Lines(HttpResponseMessage answer) =>
        (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static async Task<TestApp> Story()
    {
        var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-05T12:00:00Z", 10_00, history.Visit("2026-06-04T11:00:00Z", "email", "a", campaign: "summer"), history.Visit("2026-06-04T13:00:00Z", "direct", "a"));
        history.Order(
            "o2", "2026-06-06T12:00:00Z", 20_00,
            history.Visit("2026-06-05T11:00:00Z", "email", "b"), history.Visit("2026-06-05T12:00:00Z", "email", "b"), history.Visit("2026-06-05T13:00:00Z", "direct", "b"));
        history.Order("o3", "2026-06-07T12:00:00Z", 30_00, history.Visit("2026-06-06T12:00:00Z", "paid_search", "c"));
        history.Order("o4", "2026-06-08T12:00:00Z", 40_00, history.Visit("2026-06-07T11:00:00Z", "=cmd", "d"), history.Visit("2026-06-07T13:00:00Z", "direct", "d"));
        await history.Save();
        await app.Build();
        return app;
    }
}
