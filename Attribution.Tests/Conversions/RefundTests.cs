using System.Net;
using Attribution.Domain.Conversions;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Conversions;

public class RefundTests
{
    [Fact]
    public async Task A_refund_books_on_its_own_day_in_the_orders_currency()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100, currency = "USD", rate = 0.9 });

        var answer = await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 50, occurredAt = "2026-06-15T22:30:00Z", reason = "broken" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var receipt = await answer.Json();
        (receipt.GetProperty("amount").GetDecimal(), receipt.GetProperty("currency").GetString(), receipt.GetProperty("bookedOn").GetString()).ShouldBe((50, "USD", "2026-06-16"));
        (await Refunds(app)).ShouldBe([("r1", 4500, 0, 4500)]);
        (await app.Row("1001")).RefundedMinor.ShouldBe(4500);
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 15), new DateOnly(2026, 6, 16)], ignoreOrder: true);
    }

    [Fact]
    public async Task Refunds_in_many_parts_leave_exactly_0_everywhere()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "paid_search", "email", "direct");
        await app.Order(new { orderId = "1001", value = 10.01, currency = "USD", rate = 0.333, visitorId = "v1" });
        foreach (var (id, amount) in new[] { ("a", 3.33m), ("b", 0.01m), ("c", 3.34m), ("d", 3.33m) })
        {
            (await app.Post("/api/orders/1001/refunds", new { refundId = id, amount })).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var order = await app.Row("1001");
        order.RefundedMinor.ShouldBe(order.ValueMinor);
        var credits = (await app.Attribution("1001")).Credits["linear"];
        var back = (await Refunds(app)).Select(refund => RefundSplit.Of(credits, refund.Before, refund.After)).Aggregate((sum, next) => [.. sum.Zip(next, (one, other) => one + other)]);
        back.ShouldBe(credits.Minor);
    }

    [Theory]
    [InlineData("""{ "refundId": "r1", "amount": 30 }""", 200)]
    [InlineData("""{ "refundId": "r1", "amount": 30.00 }""", 200)]
    [InlineData("""{ "refundId": "r1", "amount": 31 }""", 409)]
    [InlineData("""{ "refundId": "r1", "amount": 30, "reason": "other" }""", 409)]
    [InlineData("""{ "refundId": "r2", "amount": 70 }""", 201)]
    [InlineData("""{ "refundId": "r2", "amount": 70.01 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": 0 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": -1 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": 0.001 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": 1e27 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": "1" }""", 400)]
    [InlineData("""{ "refundId": "r2" }""", 400)]
    [InlineData("""{ "amount": 1 }""", 400)]
    [InlineData("""{ "refundId": "cancel", "amount": 1 }""", 400)]
    [InlineData("""{ "refundId": "r2", "amount": 1, "status": "x" }""", 400)]
    public async Task After_a_refund_of_30_of_100(string body, int status)
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100 });
        await app.Post("/api/conversions/1001/refunds", new { refundId = "r1", amount = 30 });
        app.Clock!.Now = app.Clock.Now.AddDays(1);

        ((int)(await app.PostText("/api/conversions/1001/refunds", body)).StatusCode).ShouldBe(status);

        (await app.Row("1001")).RefundedMinor.ShouldBe(status == 201 ? 10000 : 3000);
    }

    [Fact]
    public async Task Ten_at_once_are_one_refund()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 20 })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct().Count().ShouldBe(1);
        (await app.Row("1001")).RefundedMinor.ShouldBe(2000);
    }

    [Fact]
    public async Task An_order_that_is_not_there_and_one_of_another_store_answer_the_same()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Post("/api/orders", new { orderId = "theirs", value = 100 }, other);

        var theirs = await app.Post("/api/orders/theirs/refunds", new { refundId = "r1", amount = 1 });
        var nobodys = await app.Post("/api/orders/nobodys/refunds", new { refundId = "r1", amount = 1 });

        theirs.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await theirs.Content.ReadAsStringAsync()).ShouldBe((await nobodys.Content.ReadAsStringAsync()).Replace("nobodys", "theirs", StringComparison.Ordinal));
        (await app.Read(db => db.Orders.SingleAsync(row => row.StoreId == other.Id.Value))).RefundedMinor.ShouldBe(0);
        (await app.Patch("theirs", new { status = "cancelled" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cancelling_a_completed_order_gives_back_the_rest_that_day()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100 });
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 });
        app.Clock!.Now = app.Clock.Now.AddDays(3);

        (await app.Patch("1001", new { status = "cancelled" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Patch("1001", new { status = "cancelled" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Refunds(app)).ShouldBe([("cancel", 7000, 3000, 10000), ("r1", 3000, 0, 3000)]);
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 15), new DateOnly(2026, 6, 18)], ignoreOrder: true);
    }

    [Fact]
    public async Task Cancelling_a_pending_order_books_nothing()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100, status = "pending" });

        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 1 })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await app.Patch("1001", new { status = "cancelled" });

        (await Refunds(app)).ShouldBeEmpty();
        (await app.DirtyDays()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("completed", "pending", 409)]
    [InlineData("cancelled", "completed", 409)]
    [InlineData("cancelled", "pending", 409)]
    [InlineData("pending", "pending", 200)]
    [InlineData("pending", "done", 400)]
    public async Task A_change_of_status(string from, string to, int answer)
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100, status = from });

        ((int)(await app.Patch("1001", new { status = to })).StatusCode).ShouldBe(answer);

        (await app.Row("1001")).Status.ShouldBe(from);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("50% off", "50%25%20off")]
    [InlineData("\u00e9", "e%CC%81")]
    public async Task Whatever_its_signs_an_id_finds_its_order_in_every_path(string orderId, string inPath)
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId, value = 9.99 });

        (await app.Post($"/api/orders/{inPath}/refunds", new { refundId = "r1", amount = 1 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var journey = await app.Server().GetAsync("/api/analytics/attribution/journeys/" + inPath);
        (await journey.Json()).GetProperty("orderId").GetString().ShouldBe(orderId);
    }

    [Fact]
    public async Task An_id_with_a_slash_finds_its_order()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "2026/1 ü", value = 100 });

        (await app.Post("/api/orders/2026%2F1%20%C3%BC/refunds", new { refundId = "r1", amount = 1 })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static Task<List<(string Id, long Amount, long Before, long After)>> Refunds(TestApp app) => app.Read(async db =>
        (await db.Refunds.OrderBy(refund => refund.RefundId).ToListAsync()).ConvertAll(refund => (refund.RefundId, refund.AmountMinor, refund.BeforeMinor, refund.AfterMinor)));
}
