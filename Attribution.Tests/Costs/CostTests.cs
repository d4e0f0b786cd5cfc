using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Attribution.Tests.Conversions;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Costs;

public sealed class CostTests(OneShop shop) : IClassFixture<OneShop>
{
    [Fact]
    public async Task The_same_key_again_replaces_what_stood_there()
    {
        await using var app = await TestApp.Start();
        await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "paid_search", "cost": 30.5, "currency": "EUR", "clicks": 7 }, { "date": "2026-06-10", "channel": "paid_search", "campaign": "Brand", "cost": 1 } ] }""");

        var answer = await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "paid_search", "cost": 12, "impressions": 100 } ] }""");

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"stored":1,"replaced":1}""");
        var rows = await app.Read(db => db.Costs.OrderBy(row => row.Campaign).ToListAsync());
        rows.Select(row => (row.Campaign, row.CostMinor, row.Impressions, row.Clicks)).ShouldBe([("", 1200L, 100L, null), ("Brand", 100L, null, null)]);
        (await app.DirtyDays())[new DateOnly(2026, 6, 10)].ShouldBe(2);
        (await app.Read(db => db.Audit.CountAsync(entry => entry.What == "costs.changed"))).ShouldBe(2);
    }

    [Fact]
    public async Task Another_currency_is_converted_at_the_rate_sent()
    {
        await using var app = await TestApp.Start();

        await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "paid_social", "cost": 100, "currency": "USD", "rate": 0.925 } ] }""");

        var item = (await (await app.Server().GetAsync("/api/costs?startDate=2026-06-01&endDate=2026-06-30")).Json()).GetProperty("items")[0];
        (item.GetProperty("cost").GetDecimal(), item.GetProperty("currency").GetString(), item.GetProperty("sentCost").GetDecimal(), item.GetProperty("sentCurrency").GetString())
            .ShouldBe((92.5m, "EUR", 100m, "USD"));
    }

    [Theory]
    [InlineData("""{ "channel": "email", "cost": 1 }""", "date")]
    [InlineData("""{ "date": "10.06.2026", "channel": "email", "cost": 1 }""", "date")]
    [InlineData("""{ "date": "2026-02-30", "channel": "email", "cost": 1 }""", "date")]
    [InlineData("""{ "date": "1999-12-31", "channel": "email", "cost": 1 }""", "date")]
    [InlineData("""{ "date": "2026-06-10", "cost": 1 }""", "channel")]
    [InlineData("""{ "date": "2026-06-10", "channel": "Paid Search", "cost": 1 }""", "channel")]
    [InlineData("""{ "date": "2026-06-10", "channel": "unattributed", "cost": 1 }""", "channel")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email" }""", "cost")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": -1 }""", "cost")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1.001 }""", "cost")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1, "currency": "USD" }""", "currency")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1, "currency": "USD", "rate": 0 }""", "rate")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1, "clicks": 1.5 }""", "clicks")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1, "impressions": -1 }""", "impressions")]
    [InlineData("""{ "date": "2026-06-10", "channel": "email", "cost": 1, "colour": 1 }""", "colour")]
    public async Task One_wrong_item_refuses_them_all_by_field(string item, string field)
    {
        var app = shop.App;

        var answer = await Put(app, $$"""{ "items": [ { "date": "2026-06-10", "channel": "sms", "cost": 1 }, {{item}} ] }""");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe([$"items[1].{field}"]);
        (await app.Read(db => db.Costs.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_key_twice_in_one_call_is_refused()
    {
        await using var app = await TestApp.Start();
        const string item = """{ "date": "2026-06-10", "channel": "sms", "cost": 1 }""";

        (await (await Put(app, $$"""{ "items": [ {{item}}, {{item}} ] }""")).Errors()).Keys.ShouldBe(["items[1].date"]);
    }

    [Fact]
    public async Task Costs_are_listed_a_page_at_a_time()
    {
        await using var app = await TestApp.Start();
        await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "sms", "cost": 1 }, { "date": "2026-06-11", "channel": "email", "cost": 2 }, { "date": "2026-06-15", "channel": "email", "cost": 3 } ] }""");
        using var client = app.Server();

        var first = await (await client.GetAsync("/api/costs?limit=1")).Json();
        var second = await (await client.GetAsync($"/api/costs?limit=1&cursor={first.GetProperty("nextCursor").GetString()}")).Json();

        first.GetProperty("items")[0].GetProperty("channel").GetString().ShouldBe("sms");
        second.GetProperty("items")[0].GetProperty("channel").GetString().ShouldBe("email");
        second.GetProperty("nextCursor").GetString().ShouldBeNull("today is no complete day");
    }

    [Theory]
    [InlineData("startDate=x", "startDate")]
    [InlineData("startDate=2026-06-10&endDate=2026-06-09", "endDate")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("cursor=!", "cursor")]
    public async Task A_wrong_question_is_named(string query, string field)
    {
        (await (await shop.App.Server().GetAsync("/api/costs?" + query)).Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task Costs_come_as_csv_and_unchanged_ones_as_304()
    {
        await using var app = await TestApp.Start();
        await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "sms", "campaign": "=1+1", "cost": 1 } ] }""");
        using var client = app.Server();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        var csv = await client.GetAsync("/api/costs");
        client.DefaultRequestHeaders.IfNoneMatch.Add(csv.Headers.ETag!);

        (await csv.Content.ReadAsStringAsync()).ShouldContain("2026-06-10,sms,,,'=1+1,1,EUR,1,EUR,1,,");
        (await client.GetAsync("/api/costs")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_store_sees_its_own_costs_only()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await Put(app, """{ "items": [ { "date": "2026-06-10", "channel": "sms", "cost": 1 } ] }""");

        (await (await app.Server(other).GetAsync("/api/costs")).Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await app.Client().PutAsJsonAsync("/api/costs", new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpResponseMessage> Put(TestApp app, string body) =>
        await app.Server().PutAsync("/api/costs", new StringContent(body, Encoding.UTF8, "application/json"));
}
