using System.Net;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics.Comparing;

public class ModelsCompareTests
{
    private const string June = "models-compare?startDate=2026-06-08&endDate=2026-06-14";

    [Fact]
    public async Task Any_set_of_models_has_totals_that_are_equal_to_the_cent()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 17).Save();
        await app.Build();
        var random = new Random(5);

        for (var i = 0; i < 12; i++)
        {
            var models = ModelCatalog.Ids.OrderBy(_ => random.Next()).Take(random.Next(2, ModelCatalog.Ids.Count + 1)).ToList();
            var report = await server.Report($"{June}&models={string.Join(',', models)}&pair={models[0]},{models[1]}&compare=previous_period");

            report.GetProperty("models").EnumerateArray().Select(model => model.GetString()).ShouldBe(models);
            report.GetProperty("totals").EnumerateObject().Select(total => total.Value.ToString()).Distinct().Count().ShouldBe(1);
            report.GetProperty("previous").GetProperty("totals").EnumerateObject().Select(total => total.Value.ToString()).Distinct().Count().ShouldBe(1);
            report.GetProperty("pair").GetProperty("channels").EnumerateArray().Sum(row => row.GetProperty("difference").Number("revenue")).ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_figures_of_a_set_are_those_of_the_whole()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await ReconciliationTests.Random(app, 18).Save();
        await app.Build();

        var all = ByChannel(await server.Report(June));
        var some = ByChannel(await server.Report($"{June}&models=linear,first_touch"));

        foreach (var (channel, row) in some)
        {
            var (linear, first) = (row.GetProperty("byModel").GetProperty("linear"), row.GetProperty("byModel").GetProperty("first_touch"));
            linear.ToString().ShouldBe(all[channel].GetProperty("byModel").GetProperty("linear").ToString());
            row.GetProperty("byModel").Names().ShouldBe(["linear", "first_touch"]);
            row.Number("spread").ShouldBe(Math.Abs(linear.Number("revenue") - first.Number("revenue")));
        }
    }

    [Fact]
    public async Task What_moves_a_channel_most_is_measured_against_last_touch_even_where_that_is_not_asked_for()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await OneOrder(app);

        var rows = ByChannel(await server.Report($"{June}&models=linear,first_touch"));

        rows["paid_search"].GetProperty("movesMost").GetString().ShouldBe("first_touch");
        rows["email"].GetProperty("movesMost").GetString().ShouldBe("first_touch");
    }

    [Fact]
    public async Task The_same_part_and_a_pair_are_as_computed_by_hand()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await OneOrder(app);

        var report = await server.Report($"{June}&models=linear,first_touch,last_touch&pair=last_touch,linear");

        // Search first, mail last, 100.00: every model shares at least nothing of it.
        report.Number("same").ShouldBe(0);
        var pair = report.GetProperty("pair");
        (pair.Number("moved"), pair.Number("share")).ShouldBe((50m, 0.5m));
        pair.GetProperty("channels").ToString().ShouldBe(
            """
            [{"channel":"paid_search","from":{"orders":0,"revenue":0.00},"to":{"orders":0.5,"revenue":50.00},"difference":{"orders":0.5,"revenue":50.00,"interval":null,"clear":null,"verdict":"gains"}},
            {"channel":"email","from":{"orders":1,"revenue":100.00},"to":{"orders":0.5,"revenue":50.00},"difference":{"orders":-0.5,"revenue":-50.00,"interval":null,"clear":null,"verdict":"loses"}}]
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task The_former_range_brings_its_own_figures_and_the_change()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        var history = new History(app);
        history.Order("before", DateTimeOffset.Parse("2026-06-03T12:00:00Z", null), 30_00, "sale", history.Visit("2026-06-03T09:00:00Z", "direct"));
        await OneOrder(app, history);

        var report = await server.Report($"{June}&compare=previous_period&pair=last_touch,linear");

        var previous = report.GetProperty("previous");
        (previous.GetProperty("startDate").GetString(), previous.GetProperty("endDate").GetString(), previous.Number("same")).ShouldBe(("2026-06-01", "2026-06-07", 1m));
        var direct = ByChannel(report)["direct"];
        (direct.GetProperty("byModel").GetProperty("linear").Number("revenue"), direct.GetProperty("change").GetProperty("linear").Number("revenue")).ShouldBe((0m, -30m));
        previous.GetProperty("pair").Number("moved").ShouldBe(0);
    }

    [Theory]
    [InlineData("models=linear,moon", "models", "`moon`")]
    [InlineData("models=linear", "models", "two")]
    [InlineData("models=", "models", "two")]
    [InlineData("pair=linear", "pair", "last_touch,linear")]
    [InlineData("pair=linear,linear", "pair", "two different")]
    [InlineData("pair=linear,moon", "pair", "markov")]
    [InlineData("compare=moon", "compare", "previous_period")]
    public async Task What_cannot_be_compared_is_refused_with_what_to_send(string query, string field, string word)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        using var answer = await server.GetAsync($"/api/analytics/attribution/{June}&{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json()).GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(word);
    }

    [Fact]
    public async Task As_csv_it_has_a_line_a_channel_with_pair_and_change()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await OneOrder(app);
        server.DefaultRequestHeaders.Accept.ParseAdd("text/csv");

        var lines = (await server.GetStringAsync($"/api/analytics/attribution/{June}&models=last_touch,linear&pair=last_touch,linear&compare=previous_period")).Split("\r\n");

        lines[0].TrimStart('\ufeff').ShouldBe(
            "channel,last_touch_orders,last_touch_revenue,linear_orders,linear_revenue,spread,variation,consensus,movesMost,"
            + "last_touch_to_linear_orders,last_touch_to_linear_revenue,last_touch_to_linear_low,last_touch_to_linear_high,last_touch_to_linear_verdict,"
            + "last_touch_change_orders,last_touch_change_revenue,last_touch_change_low,last_touch_change_high,last_touch_change_verdict,"
            + "linear_change_orders,linear_change_revenue,linear_change_low,linear_change_high,linear_change_verdict");
        lines.ShouldContain("email,1,100.00,0.5,50.00,50.00,0.333333,low,linear,-0.5,-50.00,,,loses,1,100.00,,,gains,0.5,50.00,,,gains");
    }

    [Fact]
    public async Task As_csv_it_tells_how_many_days_a_stand_in_tells()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await OneOrder(app);
        server.DefaultRequestHeaders.Accept.ParseAdd("text/csv");

        var lines = (await server.GetStringAsync($"/api/analytics/attribution/{June}&models=linear,markov")).Split("\r\n");

        lines[0].ShouldEndWith("consensus,movesMost,markov_days,markov_stand_in_days,markov_stand_in_orders,markov_new");
        lines.ShouldContain(line => line.StartsWith("email,0.5,50.00,0.5,50.00,", StringComparison.Ordinal) && line.EndsWith(",1,1,0,false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Under_a_filter_nothing_is_said_of_how_sure_a_fit_is()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await OneOrder(app);

        var report = await server.Report($"{June}&channel=email");

        report.GetProperty("same").ValueKind.ShouldBe(JsonValueKind.Null);
        ByChannel(report).Keys.ShouldBe(["email"]);
    }

    private static async Task OneOrder(TestApp app, History? known = null)
    {
        var history = known ?? new History(app);
        history.Order("o1", DateTimeOffset.Parse("2026-06-10T12:00:00Z", null), 100_00, "sale", history.Visit("2026-06-10T09:00:00Z", "paid_search"), history.Visit("2026-06-10T10:00:00Z", "email"));
        await history.Save();
        await app.Build();
    }

    private static Dictionary<string, JsonElement> ByChannel(JsonElement report) =>
        report.GetProperty("channels").EnumerateArray().ToDictionary(row => row.GetProperty("channel").GetString()!);
}
