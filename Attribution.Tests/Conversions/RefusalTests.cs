using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Conversions;

public sealed class RefusalTests(OneShop shop) : IClassFixture<OneShop>
{
    private readonly TestApp app = shop.App;

    [Theory]
    [InlineData("""{ "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": null, "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "   ", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": 1001, "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": ["1"], "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "a\u0000b", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "a\r\nb", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "\u202Edcba", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "\ud800", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "1", "orderId": "2", "value": 1 }""", "orderId")]
    [InlineData("""{ "orderId": "1" }""", "value")]
    [InlineData("""{ "orderId": "1", "value": null }""", "value")]
    [InlineData("""{ "orderId": "1", "value": -5 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": "12.3" }""", "value")]
    [InlineData("""{ "orderId": "1", "value": true }""", "value")]
    [InlineData("""{ "orderId": "1", "value": {} }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1e400 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1e-40 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1e28 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 9000000000000000000 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 10000000000000.01 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1.005 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1.0000000000000000000000000000000000001 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1.5, "currency": "JPY", "rate": 0.006 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "USD" }""", "currency")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "EURO" }""", "currency")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "XXX" }""", "currency")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": 978 }""", "currency")]
    [InlineData("""{ "orderId": "1", "value": 1, "rate": 0.92 }""", "rate")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "USD", "rate": 0 }""", "rate")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "USD", "rate": -1 }""", "rate")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "USD", "rate": 0.1234567890123 }""", "rate")]
    [InlineData("""{ "orderId": "1", "value": 1, "currency": "USD", "rate": "0.92" }""", "rate")]
    [InlineData("""{ "orderId": "1", "value": 9000000000000, "currency": "USD", "rate": 1000 }""", "value")]
    [InlineData("""{ "orderId": "1", "value": 1, "type": "Sale!" }""", "type")]
    [InlineData("""{ "orderId": "1", "value": 1, "type": 7 }""", "type")]
    [InlineData("""{ "orderId": "1", "value": 1, "type": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }""", "type")]
    [InlineData("""{ "orderId": "1", "value": 1, "status": "done" }""", "status")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "yesterday" }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "2026-06-15" }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "2026-06-15T10:00:00" }""", "occurredAt")] // without an offset it says nothing
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "2026-02-30T10:00:00Z" }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "0001-01-01T00:00:00Z" }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": "2026-06-16T10:00:01Z" }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "occurredAt": 1781517600 }""", "occurredAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "properties": { "a\r\nb": "x" } }""", "properties.a\r\nb")]
    [InlineData("""{ "orderId": "1", "value": 1, "emailHash": "anna@shop.example" }""", "emailHash")]
    [InlineData("""{ "orderId": "1", "value": 1, "sessionId": "12345678901234567890123456789012345678901234567890123456789012345" }""", "sessionId")]
    [InlineData("""{ "orderId": "1", "value": 1, "visitorId": 5 }""", "visitorId")]
    [InlineData("""{ "orderId": "1", "value": 1, "userId": "a\u0007" }""", "userId")]
    [InlineData("""{ "orderId": "1", "value": 1, "commissionBase": -1 }""", "commissionBase")]
    [InlineData("""{ "orderId": "1", "value": 1, "items": {} }""", "items")]
    [InlineData("""{ "orderId": "1", "value": 1, "items": [ 5 ] }""", "items[0]")]
    [InlineData("""{ "orderId": "1", "value": 1, "items": [ {}, { "colour": "red" } ] }""", "items[1].colour")]
    [InlineData("""{ "orderId": "1", "value": 1, "items": [ { "price": 0.001 } ] }""", "items[0].price")]
    [InlineData("""{ "orderId": "1", "value": 1, "items": [ { "quantity": -1 } ] }""", "items[0].quantity")]
    [InlineData("""{ "orderId": "1", "value": 1, "properties": [] }""", "properties")]
    [InlineData("""{ "orderId": "1", "value": 1, "properties": { "a": {} } }""", "properties.a")]
    [InlineData("""{ "orderId": "1", "value": 1, "colour": "red" }""", "colour")]
    [InlineData("""{ "orderId": "1", "value": 1, "storeId": 2 }""", "storeId")]
    [InlineData("""{ "orderId": "1", "value": 1, "matchedBy": "session" }""", "matchedBy")]
    [InlineData("""{ "orderId": "1", "value": 1, "receivedAt": "2026-06-01T00:00:00Z" }""", "receivedAt")]
    [InlineData("""{ "orderId": "1", "value": 1, "commission": 5 }""", "commission")]
    [InlineData("""[]""", "body")]
    [InlineData("""5""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("", "body")]
    [InlineData("{", "body")]
    [InlineData("""{ "orderId": "1", "value": NaN }""", "body")]
    [InlineData("""{ "orderId": "1", "value": 01 }""", "body")]
    [InlineData("""{ "orderId": "1", "value": 1, }""", "body")]
    [InlineData("""{ "orderId": "1", "value": 1 } {}""", "body")]
    [InlineData("""{ "properties": [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]] }""", "body")]
    public async Task A_fault_is_named_by_its_field_and_nothing_is_stored(string body, string field)
    {
        var answer = await app.PostText("/api/conversions", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Errors()).Keys.ShouldBe([field]);
        (await app.Read(db => db.Orders.CountAsync(order => order.OrderId == "1"))).ShouldBe(0);
    }

    [Fact]
    public async Task All_faults_are_told_at_once_with_the_way_out()
    {
        var answer = await app.PostText("/api/orders", """{ "value": -5, "currency": "USD", "colour": "red", "occurredAt": "x" }""");

        var problem = await answer.Json();
        problem.GetProperty("type").GetString().ShouldBe("/problems/validation");
        problem.GetProperty("title").GetString().ShouldBe("The order was not accepted");
        problem.GetProperty("status").GetInt32().ShouldBe(400);
        problem.GetProperty("instance").GetString()!.Length.ShouldBe(6);
        var errors = problem.GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
        errors.Keys.ShouldBe(["colour", "currency", "occurredAt", "orderId", "value"], ignoreOrder: true);
        errors["value"].ShouldBe(["-5 is negative. Send 0 or more; book refunds at /refunds."]);
        errors["colour"].ShouldBe(["Unknown field."]);
        errors["currency"].ShouldBe(["USD is not the store's currency: send `rate`"]);
    }

    [Theory]
    [InlineData("""{ "orderId": "ok1", "value": 0 }""")]
    [InlineData("""{ "orderId": "ok2", "value": 1.10e1 }""")]
    [InlineData("""{ "orderId": "ok3", "value": 10000000000000 }""")]
    [InlineData("""{ "orderId": "ok4", "value": 1, "occurredAt": "2026-06-16T10:00:00Z" }""")]
    [InlineData("""{ "orderId": "ok5", "value": 1, "occurredAt": "2026-06-15T12:00:00.123456+02:00" }""")]
    [InlineData("""{ "orderId": "ok6", "value": 1, "currency": "eur", "rate": 1 }""")]
    [InlineData("""{ "orderId": "ok7", "value": 1, "currency": "KWD", "rate": 2.987654321012 }""")]
    [InlineData("""{ "orderId": "ok8", "value": 1, "occurredAt": "", "sessionId": "", "userId": null, "items": [], "properties": {} }""")]
    [InlineData("""{ "orderId": "ok9", "value": 1, "type": "own_type_1", "coupon": "a\nb" }""")]
    [InlineData("""{ "orderId": "Ünïcode/🎉 1", "value": 1 }""")]
    public async Task What_is_right_at_the_edge_is_taken(string body) =>
        (await app.PostText("/api/conversions", body)).StatusCode.ShouldBe(HttpStatusCode.Created);

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        using var client = app.Server();
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. "{\"orderId\":\"with a mark\",\"value\":1}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await client.PostAsync("/api/orders", content)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_by_field()
    {
        using var client = app.Server();
        using var content = new ByteArrayContent([.. "{\"value\":1,\"orderId\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await client.PostAsync("/api/orders", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe(["orderId"]);
    }

    [Fact]
    public async Task Another_media_type_is_refused() =>
        (await app.PostText("/api/orders", """{ "orderId": "1", "value": 1 }""", "text/plain")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task A_body_above_4_MB_is_refused()
    {
        var body = $$"""{ "orderId": "1", "value": 1, "coupon": "{{new string('x', 4 * 1024 * 1024)}}" }""";

        (await app.PostText("/api/orders", body)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Two_hundred_items_are_too_many()
    {
        var items = string.Join(',', Enumerable.Repeat("{}", 101));

        (await (await app.PostText("/api/orders", $$"""{ "orderId": "1", "value": 1, "items": [{{items}}] }""")).Errors()).Keys.ShouldBe(["items"]);
    }

    [Fact]
    public async Task A_bad_body_full_of_faults_is_not_answered_with_as_much()
    {
        var fields = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1"));

        (await (await app.PostText("/api/orders", $$"""{ {{fields}} }""")).Errors()).Count.ShouldBe(100);
    }
}
