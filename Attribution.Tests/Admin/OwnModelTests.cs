using System.Net;
using System.Text;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Tests.Analytics;
using Attribution.Tests.Channels.History;
using Attribution.Tests.Conversions;
using Attribution.Tests.Snapshots;
using Attribution.Web.Channels.History;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Admin;

public class OwnModelTests
{
    private const string EmailThrice = """{ "base": "linear", "rules": [ { "field": "channel", "value": "email", "multiplier": 3 } ], "note": "Mail brings them back" }""";

    [Fact]
    public async Task A_store_without_a_model_of_its_own_shows_none()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();

        (await Ids(server)).ShouldNotContain("custom");
        (await server.GetAsync("/api/models/custom/versions")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await server.GetAsync("/api/analytics/attribution/by-channel?attributionModel=custom")).Errors()).Keys.ShouldBe(["attributionModel"]);
    }

    [Fact]
    public async Task Orders_from_then_on_are_credited_under_it_and_kept_by_version()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email", "direct");
        await app.Order(new { orderId = "before", value = 4, visitorId = "v1" });

        var model = await (await Put(app, EmailThrice)).Json();

        await app.Order(new { orderId = "after", value = 4, visitorId = "v1" });
        (model.GetProperty("kind").GetString(), model.GetProperty("version").GetInt32(), model.GetProperty("base").GetString()).ShouldBe(("custom", 1, "linear"));
        (await app.Attribution("before")).Credits.ContainsKey("custom").ShouldBeFalse();
        (await app.Attribution("after")).Credits["custom"].Minor.ShouldBe([300, 100]);
        (await app.Attribution("after")).ModelVersions["custom"].ShouldBe(1);
    }

    [Fact]
    public async Task Touch_type_and_engagement_reach_the_journey()
    {
        await using var app = await TestApp.Start();
        await Put(app, """{ "base": "linear", "rules": [ { "field": "touch_type", "value": "phone_call", "multiplier": 2 }, { "field": "engagement", "value": 0.5, "multiplier": 3 } ] }""");
        await app.Journey("v1", "email", "referral", "direct", "organic_search");
        await app.Write(async db =>
        {
            await db.Touches.Where(touch => touch.Channel == "email").ExecuteUpdateAsync(set => set.SetProperty(touch => touch.Type, "phone_call"));
            await db.Touches.Where(touch => touch.Channel == "referral").ExecuteUpdateAsync(set => set.SetProperty(touch => touch.Engagement, 0.5));

            // Its visit was long, but the touch says otherwise; the last says nothing, so that its visit does.
            await db.Touches.Where(touch => touch.Channel == "direct").ExecuteUpdateAsync(set => set.SetProperty(touch => touch.Engagement, 0.4));
            await db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Seconds, 30));
            await db.Sessions.Where(session => db.Touches.Any(touch => touch.SessionId == session.SessionId && touch.Channel == "email")).ExecuteUpdateAsync(set => set.SetProperty(session => session.Seconds, 0));
        });

        await app.Order(new { orderId = "o", value = 9, visitorId = "v1" });

        (await app.Attribution("o")).Credits["custom"].Minor.ShouldBe([200, 300, 100, 300]);
        (await app.Attribution("o")).Touches.Select(touch => touch.Engagement).ShouldBe([0, 0.5, 0.4, 0.5]);
    }

    [Fact]
    public async Task Its_figures_stand_beside_the_others_and_days_before_it_are_told_by_linear()
    {
        await using var app = await Past.Start();
        await app.Play(Days, app.Shop);
        using var server = app.Server();
        var linear = (await server.Report("by-channel?startDate=2026-06-04&endDate=2026-06-10&attributionModel=linear")).GetProperty("channels").ToString();

        await Put(app, EmailThrice);

        (await server.Report("by-channel?startDate=2026-06-04&endDate=2026-06-10&attributionModel=custom")).GetProperty("channels").ToString().ShouldBe(linear);
        await app.Rework(app.Shop, includeSealed: true, kind: HistoryKinds.Models);
        var report = await server.Report("models-compare?startDate=2026-06-04&endDate=2026-06-10");
        report.GetProperty("models").EnumerateArray().ShouldContain(model => model.GetString() == "custom");
        Revenue(report, "email", "custom").ShouldBe(22.5m);
        report.GetProperty("totals").EnumerateObject().Select(model => model.Value.GetProperty("revenue").GetDecimal()).Distinct().ShouldBe([30m]);
    }

    [Fact]
    public async Task On_days_before_it_linear_is_marked_as_its_stand_in_and_left_out_of_the_comparison()
    {
        await using var app = await Past.Start();
        await app.Play(Days, app.Shop);
        using var server = app.Server();
        await Put(app, EmailThrice);

        var standIn = (await server.Report("by-channel?startDate=2026-06-04&endDate=2026-06-10&attributionModel=custom")).GetProperty("standIn");
        var without = await server.Report("models-compare?startDate=2026-06-04&endDate=2026-06-10&models=linear,last_touch");
        var with = await server.Report("models-compare?startDate=2026-06-04&endDate=2026-06-10&models=linear,last_touch,custom");

        (standIn.GetProperty("model").GetString(), standIn.GetProperty("note").GetString()).ShouldBe(("linear", "The custom model is newer than these days. Linear is shown instead."));
        with.GetProperty("fits")[0].GetProperty("model").GetString().ShouldBe("custom");
        string Variations(JsonElement report) => string.Join(' ', report.GetProperty("channels").EnumerateArray().Select(row => $"{row.GetProperty("channel")} {row.GetProperty("variation")}"));
        Variations(with).ShouldBe(Variations(without));
    }

    [Fact]
    public async Task An_orders_account_says_what_the_rules_did()
    {
        await using var app = await TestApp.Start();
        await Put(app, EmailThrice);
        await app.Journey("v1", "email", "direct");
        await app.Order(new { orderId = "o", value = 4, visitorId = "v1" });
        using var server = app.Server();

        var model = (await server.Report("journeys/o")).GetProperty("models").EnumerateArray().Single(one => one.GetProperty("model").GetString() == "custom");

        model.ToString().ShouldContain("its part under Linear, times 3 as its channel is Email");
        model.ToString().ShouldContain("its part under Linear; no rule of the store is about it");
    }

    [Fact]
    public async Task Its_versions_are_listed_with_who_when_and_why()
    {
        await using var app = await TestApp.Start();
        await Put(app, EmailThrice);
        await Put(app, EmailThrice.Replace("3", "2", StringComparison.Ordinal));
        using var server = app.Server();

        var first = await (await server.GetAsync("/api/models/custom/versions?limit=1")).Json();
        var rest = await (await server.GetAsync($"/api/models/custom/versions?cursor={first.GetProperty("nextCursor").GetString()}")).Json();

        var item = rest.GetProperty("items").EnumerateArray().Single();
        (item.GetProperty("version").GetInt32(), item.GetProperty("note").GetString(), item.GetProperty("inForce").GetBoolean()).ShouldBe((1, "Mail brings them back", false));
        item.GetProperty("rules")[0].GetProperty("multiplier").GetDouble().ShouldBe(3);
        (await Put(app, EmailThrice.Replace("\"note\"", "\"basedOn\": 1, \"note\"", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{ "rules": [] }""", "base")]
    [InlineData("""{ "base": "linear", "rules": [ { "field": "channel", "value": "no_channel", "multiplier": 1 } ] }""", "rules[0].value")]
    [InlineData("""{ "base": "linear", "rules": [ { "field": "touch_type", "value": "dance", "multiplier": 1 } ] }""", "rules[0].value")]
    [InlineData("""{ "base": "linear", "rules": [ { "field": "channel", "value": "email" } ] }""", "rules[0].multiplier")]
    [InlineData("""{ "base": "time_decay", "parameters": { "halfLife": 3 }, "rules": [] }""", "parameters.halfLife")]
    [InlineData("""{ "base": "linear", "status": "away" }""", "status")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        await using var app = await TestApp.Start();

        (await (await Put(app, body)).Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task A_base_keeps_what_it_was_set_to_when_the_version_was_made()
    {
        await using var app = await TestApp.Start();
        await Put(app, """{ "halfLifeHours": 24 }""", "time_decay");
        await Put(app, """{ "base": "time_decay", "rules": [] }""");
        await Put(app, """{ "halfLifeHours": 999 }""", "time_decay");
        await app.Journey("v1", "email", "direct");

        await app.Order(new { orderId = "o", value = 3, visitorId = "v1" });

        (await app.Attribution("o")).Credits["custom"].Minor.ShouldBe([100, 200]);
    }

    [Fact]
    public async Task Another_store_sees_nothing_of_it()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await Put(app, EmailThrice);
        using var server = app.Server(other);

        (await Ids(server)).ShouldBe(ModelCatalog.Ids);
        (await server.GetAsync("/api/models/custom/versions")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await server.GetAsync("/api/analytics/attribution/by-channel?attributionModel=custom")).Errors()).Keys.ShouldBe(["attributionModel"]);
    }

    [Fact]
    public async Task Orders_that_came_while_a_model_was_archived_are_marked_as_told_by_linear_until_they_are_credited_again()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();
        await Put(app, """{ "status": "archived" }""", "first_touch");
        await app.Journey("v1", "email", "direct");
        await app.Order(new { orderId = "between", value = 4, visitorId = "v1" });
        await Put(app, """{ "status": "active" }""", "first_touch");
        await app.Order(new { orderId = "later", value = 4, visitorId = "v1" });
        await app.Build();

        var marked = await server.Report("by-channel?startDate=2026-06-15&endDate=2026-06-15&attributionModel=first_touch");
        var fit = (await server.Report("models-compare?startDate=2026-06-15&endDate=2026-06-15&models=first_touch,linear")).GetProperty("fits")[0];
        await app.Rework(app.Shop, includeSealed: true, kind: HistoryKinds.Models);
        var after = await server.Report("by-channel?startDate=2026-06-15&endDate=2026-06-15&attributionModel=first_touch");

        marked.GetProperty("standIn").GetProperty("note").GetString().ShouldBe("1 order came while First touch was not in use. Linear is shown for it.");
        (fit.GetProperty("model").GetString(), fit.GetProperty("standInOrders").GetInt32(), fit.GetProperty("standInDays").GetInt32()).ShouldBe(("first_touch", 1, 0));
        (Earned(marked, "email"), Earned(after, "email")).ShouldBe((6m, 8m));
        after.TryGetProperty("standIn", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_rebuilt_once_the_store_has_a_model_still_says_that_its_orders_are_older()
    {
        await using var app = await Past.Start();
        await app.Play(Days, app.Shop);
        using var server = app.Server();
        await Put(app, EmailThrice);

        await app.Rebuild("2026-06-04", "2026-06-10", includeSealed: true, reason: "once more");

        var standIn = (await server.Report("by-channel?startDate=2026-06-04&endDate=2026-06-10&attributionModel=custom")).GetProperty("standIn");
        standIn.GetProperty("note").GetString()!.ShouldBe("2 orders came while Custom was not in use. Linear is shown for them.");
    }

    [Fact]
    public async Task What_is_archived_credits_no_new_order_and_keeps_its_figures()
    {
        await using var app = await Past.Start();
        await app.Play(Days, app.Shop);
        using var server = app.Server();
        const string Report = "by-channel?startDate=2026-06-04&endDate=2026-06-10&attributionModel=first_touch";
        var before = (await server.Report(Report)).GetProperty("channels").ToString();

        (await Put(app, """{ "status": "archived" }""", "first_touch")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await app.Build();
        (await server.Report(Report)).GetProperty("channels").ToString().ShouldBe(before);
        (await server.Report("models-compare")).GetProperty("models").EnumerateArray().Select(model => model.GetString()).ShouldNotContain("first_touch");
        await app.Order(new { orderId = "after", value = 4, visitorId = "v1" });
        (await app.Attribution("after")).Credits.Keys.ShouldNotContain("first_touch");
        var model = (await (await server.GetAsync("/api/models")).Json()).GetProperty("items").EnumerateArray().First();
        (model.GetProperty("id").GetString(), model.GetProperty("status").GetString(), model.GetProperty("kind").GetString()).ShouldBe(("first_touch", "archived", "rule_based"));
        (await Put(app, """{ "status": "active" }""", "first_touch")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.Order(new { orderId = "later", value = 4, visitorId = "v1" });
        (await app.Attribution("later")).Credits.Keys.ShouldContain("first_touch");
    }

    [Theory]
    [InlineData("linear", "It is")]
    [InlineData("last_touch", "Last touch stays")]
    public async Task What_others_lean_on_cannot_be_archived(string model, string why)
    {
        await using var app = await TestApp.Start();
        await app.Write(db => db.Stores.ExecuteUpdateAsync(set => set.SetProperty(store => store.DefaultModel, model == "linear" ? "linear" : "time_decay")));

        var errors = await (await Put(app, """{ "status": "archived" }""", model)).Errors();

        errors["status"].Single().ShouldStartWith(model == "linear" ? "This is the store's default model" : why);
    }

    private static readonly Happening[] Days =
    [
        Past.Touch("2026-06-04T08:00:00Z", "?utm_source=newsletter&utm_medium=email"), Past.Touch("2026-06-04T08:40:00Z", "?utm_source=google&utm_medium=cpc"), Past.Order("2026-06-04T09:00:00Z", "old", 10m),
        Past.Touch("2026-06-10T08:00:00Z", "?utm_source=newsletter&utm_medium=email", "v2"), Past.Touch("2026-06-10T08:40:00Z", "?utm_source=google&utm_medium=cpc", "v2"), Past.Order("2026-06-10T09:00:00Z", "new", 20m, "v2"),
    ];

    private static decimal Revenue(JsonElement report, string channel, string model) => Row(report, channel).GetProperty("byModel").GetProperty(model).Number("revenue");

    private static decimal Earned(JsonElement report, string channel) => Row(report, channel).Number("revenue");

    private static JsonElement Row(JsonElement report, string channel) =>
        report.GetProperty("channels").EnumerateArray().Single(row => row.GetProperty("channel").GetString() == channel);

    private static async Task<string[]> Ids(HttpClient server) =>
        [.. (await (await server.GetAsync("/api/models")).Json()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static async Task<HttpResponseMessage> Put(TestApp app, string body, string model = "custom") =>
        await app.Server().PutAsync($"/api/models/{model}", new StringContent(body, Encoding.UTF8, "application/json"));
}
