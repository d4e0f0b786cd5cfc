using System.Net;
using System.Net.Http.Headers;
using Attribution.Tests.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics;

public class ApiTests
{
    private const string Reports = "/api/analytics/attribution/";

    private static readonly string[] Paths = ["overview", "summary", "by-channel", "channels", "models-compare", "compare", "paths", "campaigns"];

    [Fact]
    public async Task A_report_is_computed_once_until_something_is_built()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);

        (await Cache(server, "overview")).ShouldBe("miss");
        (await Cache(server, "overview")).ShouldBe("hit");
        (await Cache(server, "overview?attributionModel=first_touch")).ShouldBe("miss");
        (await Cache(server, "by-channel")).ShouldBe("miss");
        await history.Save();
        (await Cache(server, "overview")).ShouldBe("hit");
        await app.Build();
        (await Cache(server, "overview")).ShouldBe("miss");
    }

    [Fact]
    public async Task A_report_is_kept_for_a_minute()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        await Cache(server, "paths");
        app.Clock!.Now += TimeSpan.FromSeconds(59);
        (await Cache(server, "paths")).ShouldBe("hit");
        app.Clock!.Now += TimeSpan.FromSeconds(1);
        (await Cache(server, "paths")).ShouldBe("miss");
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("paths?limit=5")]
    [InlineData("journeys/o1")]
    public async Task Who_has_the_figures_already_gets_304(string path)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();
        var first = await server.GetAsync(Reports + path);
        first.Headers.CacheControl!.ToString().ShouldBe("max-age=60, private");

        app.Clock!.Now += TimeSpan.FromMinutes(5);
        using var again = new HttpRequestMessage(HttpMethod.Get, Reports + path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        (await server.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        await app.Build();
        using var later = new HttpRequestMessage(HttpMethod.Get, Reports + path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        (await server.SendAsync(later)).StatusCode.ShouldBe(path.StartsWith('j') ? HttpStatusCode.NotModified : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("overview?startDate=yesterday", "startDate")]
    [InlineData("overview?startDate=2026-06-31", "startDate")]
    [InlineData("overview?endDate=2026-06-01&startDate=2026-06-02", "endDate")]
    [InlineData("overview?startDate=1990-01-01&endDate=2026-01-01", "startDate")]
    [InlineData("overview?startDate=0001-01-01", "startDate")]
    [InlineData("by-channel?attributionModel=magic", "attributionModel")]
    [InlineData("by-channel?attributionModel=linear&attributionModel=linear", "attributionModel")]
    [InlineData("by-channel?series=maybe", "series")]
    [InlineData("paths?limit=0", "limit")]
    [InlineData("paths?limit=1001", "limit")]
    [InlineData("paths?collapse=2", "collapse")]
    public async Task What_was_not_understood_is_told_by_field(string path, string field)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        var answer = await server.GetAsync(Reports + path);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Errors())[field].Single().ShouldStartWith(field is "attributionModel" ? "There is no such model. Send one of first_touch" : "", Case.Sensitive);
    }

    [Fact]
    public async Task Hostile_filters_match_nothing()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 3, orders: 5).Save();
        await app.Build();

        foreach (var key in new[] { "channel", "source", "medium", "campaign", "conversionType" })
        {
            var report = await server.Report($"by-channel?startDate=2026-06-01&endDate=2026-06-14&{key}={Uri.EscapeDataString("x' OR 1=1; DROP TABLE \"Store\";--")}");
            report.GetProperty("totals").Number("orders").ShouldBe(0);
        }
    }

    [Fact]
    public async Task Reports_read_snapshots_only()
    {
        var log = new AppLog();
        await using var app = await TestApp.Start(log: log, configure: web => web.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"));
        using var server = app.Server();
        log.Lines.Clear();

        foreach (var path in Paths)
        {
            await server.Report(path + (path.Contains("channel", StringComparison.Ordinal) ? "?series=true" : "?campaign=c"));
        }

        var reads = log.Lines.Where(line => line.Contains("Snapshot\"", StringComparison.Ordinal)).ToList();
        reads.Count.ShouldBeGreaterThanOrEqualTo(8);
        log.Lines.Where(line => line.Contains("FROM \"AttributionSession\"") || line.Contains("\"MarketingTouch\"") || line.Contains("\"Order\"") || line.Contains("\"Refund\"") || line.Contains("\"MarketingCost\""))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_as_CSV_has_a_line_a_row_and_starts_no_formula()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        var order = history.Order("o1", "2026-06-10T12:00:00Z", 10_00, history.Visit("2026-06-10T11:00:00Z", "email", "v", "=HYPERLINK(\"x\")", "@m", "＋sum"));
        history.Order("o2", "2026-06-12T12:00:00Z", 1_00);
        history.Refund(order, "2026-06-12T12:00:00Z", 5_00);
        await history.Save();
        await app.Build();

        var campaigns = await Csv(server, "campaigns?startDate=2026-06-12&endDate=2026-06-12");
        var paths = await Csv(server, "by-channel?startDate=2026-06-10&endDate=2026-06-10");

        campaigns.ShouldContain("email,\"'=HYPERLINK(\"\"x\"\")\",'@m,'＋sum,0,0,0,0,-5.00,,");
        paths.ShouldBe("channel,visits,uniqueVisitors,orders,leads,revenue,share,conversionRate,averageOrderValue,cost,roi,roas\r\nemail,1,1,1,0,10.00,1,1,10.00,0.00,,\r\n");
    }

    [Fact]
    public async Task Every_report_comes_as_CSV()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 4, orders: 5).Save();
        await app.Build();

        foreach (var path in Paths.Append("journeys/o1").Append("by-channel?series=true"))
        {
            (await Csv(server, path)).ShouldContain("\r\n", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task A_key_sees_its_own_store_only()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var other = await app.OpenStore("other");
        using var stranger = app.Server(other);
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();
        await app.Build();

        foreach (var path in Paths)
        {
            (await stranger.GetAsync(Reports + path + "?store=shop")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.GetAsync(Reports + path + "?store=nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Report(path + "?startDate=2026-06-01&endDate=2026-06-14")).ToString().ShouldNotContain("10.00");
        }
    }

    [Fact]
    public async Task Nobody_reads_without_a_key_that_may()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var nobody = app.Client();
        using var browser = app.Client();
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Shop.PublicKey);

        foreach (var path in Paths.Append("journeys/o1"))
        {
            (await nobody.GetAsync(Reports + path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await browser.GetAsync(Reports + path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    private static async Task<string> Cache(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(Reports + path);
        return answer.Headers.GetValues("X-Cache").Single();
    }

    private static async Task<string> Csv(HttpClient caller, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Reports + path) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/csv") } } };
        using var answer = await caller.SendAsync(request);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        return await answer.Content.ReadAsStringAsync();
    }
}
