using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics;

public class PathTests
{
    private const string June = "startDate=2026-06-01&endDate=2026-06-14";

    [Fact]
    public async Task Paths_are_sorted_by_orders_and_share_one_order_to_the_last_millionth()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        for (var i = 0; i < 2; i++)
        {
            history.Order($"o{i}", $"2026-06-0{i + 5}T12:00:00Z", 99_99, Journey(history, i, "paid_search", "email", "direct"));
        }

        history.Order("alone", "2026-06-09T12:00:00Z", 500_00);
        await history.Save();
        await app.Build();

        var paths = (await server.Report($"paths?{June}")).GetProperty("paths");

        paths[0].ToString().ShouldBe(
            """{"path":["paid_search","email","direct"],"orders":2,"revenue":199.98,"averageTouches":3,"medianHoursToConvert":50.41,"credits":{"paid_search":0.333334,"email":0.333333,"direct":0.333333}}""");
        paths[1].ToString().ShouldBe("""{"path":[],"orders":1,"revenue":500.00,"averageTouches":0,"medianHoursToConvert":null,"credits":{"unattributed":1}}""");
    }

    [Fact]
    public async Task Repeats_are_kept_unless_they_are_to_collapse()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("o1", "2026-06-05T12:00:00Z", 10_00, Journey(history, 1, "email", "email", "direct"));
        history.Order("o2", "2026-06-06T12:00:00Z", 10_00, Journey(history, 2, "email", "direct", "direct"));
        await history.Save();
        await app.Build();

        (await server.Report($"paths?{June}")).GetProperty("paths").GetArrayLength().ShouldBe(2);
        var collapsed = (await server.Report($"paths?{June}&collapse=true")).GetProperty("paths");

        collapsed.GetArrayLength().ShouldBe(1);
        collapsed[0].ToString().ShouldContain("""{"path":["email","direct"],"orders":2,"revenue":20.00,"averageTouches":3""");
    }

    [Theory]
    [InlineData("channel=email", 1)]
    [InlineData("source=google&channel=direct", 2)]
    [InlineData("campaign=summer", 1)]
    [InlineData("campaign=summer&channel=direct", 0)]
    [InlineData("channel=unattributed", 1)]
    [InlineData("conversionType=signup", 0)]
    [InlineData("limit=1", 1)]
    public async Task A_filter_keeps_the_paths_with_such_a_touch(string filter, int expected)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        var summer = history.Visit("2026-06-04T12:00:00Z", "email", campaign: "summer");
        history.Order("o1", "2026-06-05T12:00:00Z", 10_00, summer, history.Visit("2026-06-04T13:00:00Z", "direct"));
        history.Order("o2", "2026-06-06T12:00:00Z", 10_00, Journey(history, 2, "direct"));
        history.Order("o3", "2026-06-06T12:00:00Z", 10_00);
        await history.Save();
        await app.Build();

        (await server.Report($"paths?{June}&{filter}")).GetProperty("paths").GetArrayLength().ShouldBe(expected);
    }

    [Fact]
    public async Task A_long_path_says_where_it_was_cut()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("o1", "2026-06-09T12:00:00Z", 10_00, Journey(history, 5, [.. Enumerable.Range(0, 60).Select(i => i == 55 ? "sms" : i % 2 == 0 ? "email" : "direct")]));
        await history.Save();
        await app.Build();

        var path = (await server.Report($"paths?{June}&channel=sms")).GetProperty("paths")[0];

        path.GetProperty("path").EnumerateArray().Select(step => step.GetString()).ToList().IndexOf("…").ShouldBe(10);
        path.GetProperty("path").GetArrayLength().ShouldBe(50);
        path.Number("averageTouches").ShouldBe(60);
    }

    private static Domain.Touches.Touch[] Journey(History history, int number, params string[] channels) =>
        [.. channels.Select((channel, i) => history.Visit(DateTimeOffset.Parse($"2026-06-0{number + 3}T11:00:00Z", null).AddMinutes(i), channel, $"p{number}"))];
}
