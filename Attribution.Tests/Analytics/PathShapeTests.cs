using System.Text.Json;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics;

public class PathShapeTests
{
    private const string June = "startDate=2026-06-01&endDate=2026-06-14";

    [Theory]
    [InlineData("pathContains=email", 2)]
    [InlineData("pathContains=email&pathContains=display", 3)]
    [InlineData("pathStarts=email", 1)]
    [InlineData("pathEnds=direct", 2)]
    [InlineData("pathStarts=email&pathEnds=display", 0)]
    [InlineData("pathContains=email%3Edirect", 2)]
    [InlineData("pathStarts=email%3Edirect", 0)]
    [InlineData("pathStarts=email%3Edirect&collapse=true", 1)]
    [InlineData("pathContains=nothing", 0)]
    public async Task Paths_are_narrowed_by_what_they_hold(string filter, int expected)
    {
        await using var app = await Story();
        using var server = app.Server();

        (await server.Report($"paths?{June}&{filter}")).GetProperty("paths").GetArrayLength().ShouldBe(expected);
    }

    [Fact]
    public async Task Lengths_tell_touches_days_and_times_between_touches()
    {
        await using var app = await Story();
        using var server = app.Server();

        var lengths = (await server.Report($"path-lengths?{June}")).GetProperty("lengths");

        (lengths.Number("orders"), lengths.Number("medianTouches"), lengths.Number("averageTouches")).ShouldBe((3, 3, 2.33m));
        lengths.GetProperty("touches").ToString().ShouldBe("""[{"touches":1,"orders":1},{"touches":3,"orders":2}]""");
        lengths.GetProperty("days").ToString().ShouldBe("""[{"days":1,"orders":3}]""");
        lengths.GetProperty("gaps").EnumerateArray().Sum(bar => bar.Number("touches")).ShouldBe(4);
        lengths.Number("medianHoursBetweenTouches").ShouldBe(2, 0.1m);
    }

    [Fact]
    public async Task Roles_and_overlap_tell_what_part_a_channel_plays()
    {
        await using var app = await Story();
        using var server = app.Server();

        var roles = await server.Report($"path-roles?{June}");
        var overlap = await server.Report($"path-overlap?{June}");

        roles.Number("orders").ShouldBe(3);
        roles.GetProperty("channels")[1].ToString().ShouldBe("""{"channel":"email","orders":2,"first":1,"assisted":2,"last":0,"alone":0,"assistRatio":null}""");
        overlap.GetProperty("pairs").ToString().ShouldBe("""[{"channel":"direct","other":"email","orders":2},{"channel":"direct","other":"paid_search","orders":1},{"channel":"email","other":"paid_search","orders":1}]""");
    }

    [Theory]
    [InlineData("path-lengths", "measure,from,to,count")]
    [InlineData("path-roles", "channel,orders,first,assisted,last,alone,assistRatio")]
    [InlineData("path-overlap", "channel,other,orders")]
    [InlineData("path-transitions", "step,from,to,journeys")]
    public async Task Each_is_a_table_too(string report, string head)
    {
        await using var app = await Story();
        using var server = app.Server();
        server.DefaultRequestHeaders.Accept.ParseAdd("text/csv");

        var csv = await server.GetStringAsync($"/api/analytics/attribution/{report}?{June}");

        csv.TrimStart('\ufeff').ShouldStartWith(head);
    }

    [Fact]
    public async Task A_wrong_parameter_is_told_by_name()
    {
        await using var app = await Story();
        using var server = app.Server();

        var answer = await server.GetAsync($"/api/analytics/attribution/path-transitions?{June}&nodes=99&dropOuts=maybe&collapse=2");

        (await answer.Errors()).Keys.ShouldBe(["collapse", "nodes", "dropOuts"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_stores_paths_are_not_there()
    {
        await using var app = await Story();
        using var stranger = app.Server(await app.OpenStore("other"));

        (await stranger.Report($"path-roles?{June}")).GetProperty("channels").GetArrayLength().ShouldBe(0);
        (await stranger.Report($"path-transitions?{June}")).GetProperty("transitions").Number("journeys").ShouldBe(0);
        (await stranger.GetAsync($"/api/analytics/attribution/path-lengths?{June}&store=shop")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_study_is_read_once_for_all_its_parts()
    {
        await using var app = await Story();
        using var server = app.Server();

        await server.Report($"path-roles?{June}");
        var answer = await server.GetAsync($"/api/analytics/attribution/path-overlap?{June}");

        answer.Headers.GetValues("X-Cache").ShouldBe(["hit"]);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Number("orders").ShouldBe(3);
    }

    // Three orders a good day after their first touch, two hours between touches, and one without any.
    private static async Task<TestApp> Story()
    {
        var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        Order(history, 1, "email", "email", "direct");
        Order(history, 2, "paid_search", "email", "direct");
        Order(history, 3, "display");
        history.Order("alone", "2026-06-09T12:00:00Z", 5_00);
        await history.Save();
        await app.Build();
        return app;
    }

    private static void Order(History history, int number, params string[] channels)
    {
        var first = DateTimeOffset.Parse($"2026-06-0{number + 3}T06:00:00Z", null);
        history.Order($"o{number}", first.AddHours(30), 10_00, "sale", [.. channels.Select((channel, i) => history.Visit(first.AddHours(2 * i), channel, $"p{number}"))]);
    }
}
