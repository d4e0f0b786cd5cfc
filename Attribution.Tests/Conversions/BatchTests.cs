using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Conversions;

public class BatchTests
{
    [Fact]
    public async Task Each_order_has_its_outcome_and_a_bad_one_sinks_no_neighbour()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "there", value = 1 });

        var answer = await app.PostText("/api/conversions/batch", """
            { "items": [ { "orderId": "1", "value": 1 }, { "orderId": "2", "value": -1, "colour": "red" }, { "orderId": "there", "value": 1 }, { "orderId": "there", "value": 2 },
              { "orderId": "3", "value": 1, "value": 2 }, 7, { "orderId": "1", "value": 1 }, { "orderId": "4", "value": 1 } ] }
            """);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var items = (await answer.Json()).GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("outcome").GetString()).ShouldBe(["created", "invalid", "duplicate", "conflict", "invalid", "invalid", "duplicate", "created"]);
        items.Select(item => item.GetProperty("orderId").GetString()).ShouldBe(["1", "2", "there", "there", "3", null, "1", "4"]);
        items[1].GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["colour", "value"]);
        items[0].TryGetProperty("errors", out _).ShouldBeFalse();
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task A_thousand_go_in_one_call_and_again_without_harm()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "paid_search", "email");
        var orders = Enumerable.Range(0, 1000).Select(i => new { orderId = $"o{i}", value = i, visitorId = "v1" }).ToList();

        foreach (var outcome in new[] { "created", "duplicate" })
        {
            var items = (await (await app.Post("/api/leads/batch", orders)).Json()).GetProperty("items");
            items.EnumerateArray().ShouldAllBe(item => item.GetProperty("outcome").GetString() == outcome);
        }

        (await app.Read(db => db.Orders.CountAsync(order => order.Touches == 2 && order.Type == "signup"))).ShouldBe(1000);
    }

    [Theory]
    [InlineData("[]", "items")]
    [InlineData("{}", "items")]
    [InlineData("""{ "items": {} }""", "items")]
    [InlineData("""{ "items": [], "x": 1 }""", "x")]
    [InlineData("5", "body")]
    [InlineData("[", "body")]
    public async Task What_is_no_list_of_orders_is_refused_whole(string body, string field)
    {
        await using var app = await TestApp.Start();

        var answer = await app.PostText("/api/orders/batch", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task More_than_a_thousand_are_refused()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Post("/api/orders/batch", Enumerable.Range(0, 1001).Select(i => new { orderId = $"o{i}", value = 1 }));

        (await answer.Errors())["items"].ShouldBe(["These are 1001 orders. Send 1 to 1000 at a time."]);
    }

    [Fact]
    public async Task Identifications_in_a_batch_count_for_the_orders_after_them()
    {
        await using var app = await TestApp.Start();
        await app.Touch("paid_search", Shop.Noon.AddHours(-3), "phone");
        await app.Touch("email", Shop.Noon.AddHours(-2), "laptop");

        await app.Post("/api/orders/batch", new object[]
        {
            new { orderId = "1", value = 1, visitorId = "phone", userId = "u1", occurredAt = Shop.Noon.AddHours(-1) },
            new { orderId = "2", value = 1, visitorId = "laptop", userId = "u1", occurredAt = Shop.Noon },
            new { orderId = "3", value = 1, userId = "u1", occurredAt = Shop.Noon },
        });

        (await app.Channels("1")).ShouldBe(["paid_search"]);
        (await app.Channels("2")).ShouldBe(["paid_search", "email"]);
        (await app.Channels("3")).ShouldBe(["paid_search", "email"]);
        (await app.Row("3")).MatchedBy.ShouldBe("user");
    }
}
