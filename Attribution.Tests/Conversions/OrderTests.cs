using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

public class OrderTests
{
    [Fact]
    public async Task An_order_is_answered_with_what_it_was_credited_to()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "paid_search", "direct");

        var receipt = await app.Order(new { orderId = "1001", value = 199.99, currency = "EUR", visitorId = "v1" });

        receipt.GetProperty("type").GetString().ShouldBe("sale");
        receipt.GetProperty("status").GetString().ShouldBe("completed");
        receipt.GetProperty("value").GetRawText().ShouldBe("199.99");
        receipt.GetProperty("currency").GetString().ShouldBe("EUR");
        receipt.GetProperty("matchedBy").GetString().ShouldBe("visitor");
        receipt.GetProperty("touches").GetInt32().ShouldBe(2);
        receipt.GetProperty("firstTouch").GetProperty("channel").GetString().ShouldBe("paid_search");
        receipt.GetProperty("lastTouch").GetProperty("occurredAt").GetString().ShouldBe("2026-06-15T09:00:00Z");
    }

    [Fact]
    public async Task An_order_of_nobody_is_stored_and_unattributed()
    {
        await using var app = await TestApp.Start();

        var receipt = await app.Order(new { orderId = "1001", value = 10 });

        receipt.GetProperty("matchedBy").GetString().ShouldBe("none");
        receipt.GetProperty("touches").GetInt32().ShouldBe(0);
        receipt.GetProperty("firstTouch").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await app.Row("1001")).MarketingAttribution.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_order_again_is_the_same_row_and_answer_even_later()
    {
        await using var app = await TestApp.Start();
        var order = new { orderId = "1001", value = 199.99, currency = "EUR", userId = "u1" };
        var first = await (await app.Post("/api/orders", order)).Content.ReadAsStringAsync();
        app.Clock!.Now = app.Clock.Now.AddHours(3);

        var again = await app.Post("/api/conversions", order);

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.Content.ReadAsStringAsync()).ShouldBe(first);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "orderId": "1001", "value": 20.00, "currency": "EUR" }""", 200)] // says the same in other words
    [InlineData("""{ "currency": "EUR", "type": "sale", "value": 20, "orderId": "1001", "status": "completed", "coupon": "" }""", 200)]
    [InlineData("""{ "orderId": "1001", "value": 20.01 }""", 409)]
    [InlineData("""{ "orderId": "1001", "value": 20, "userId": "u1" }""", 409)]
    [InlineData("""{ "orderId": "1001", "value": 20, "occurredAt": "2026-06-15T10:00:00Z" }""", 409)]
    [InlineData("""{ "orderId": "1001", "value": 20, "type": "renewal" }""", 409)]
    [InlineData("""{ "orderId": "1001", "value": 20, "items": [ { "sku": "a" } ] }""", 409)]
    public async Task The_same_id_again(string body, int status)
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 20 });

        ((int)(await app.PostText("/api/conversions", body)).StatusCode).ShouldBe(status);

        (await app.Row("1001")).ValueMinor.ShouldBe(2000);
    }

    [Fact]
    public async Task Ten_at_once_are_one_row()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Post("/api/orders", new { orderId = "1001", value = 5, visitorId = "v1" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(9);
        (await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_idempotency_key_brings_back_the_answer_and_is_good_for_one_call()
    {
        await using var app = await TestApp.Start();
        using var client = app.Server();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var first = await client.PostAsJsonAsync("/api/orders", new { orderId = "1001", value = 5 });

        var again = await client.PostAsJsonAsync("/api/orders", new { orderId = "1001", value = 5 });
        var other = await client.PostAsJsonAsync("/api/orders", new { orderId = "1002", value = 5 });

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_lead_needs_no_value()
    {
        await using var app = await TestApp.Start();

        var receipt = await (await app.Post("/api/leads", new { orderId = "L1" })).Json();

        receipt.GetProperty("type").GetString().ShouldBe("signup");
        receipt.GetProperty("value").GetDecimal().ShouldBe(0);
    }

    [Theory]
    [InlineData(100, 0.92, 9200)]
    [InlineData(0.25, 0.5, 12)] // 12.5 cents: half to even
    [InlineData(0.75, 0.5, 38)] // 37.5 cents: half to even
    public async Task Another_currency_is_converted_once_at_the_rate_sent(decimal value, decimal rate, long minor)
    {
        await using var app = await TestApp.Start();

        var receipt = await app.Order(new { orderId = "1001", value, currency = "USD", rate });

        receipt.GetProperty("currency").GetString().ShouldBe("USD");
        receipt.GetProperty("value").GetDecimal().ShouldBe(value);
        (await app.Row("1001")).ValueMinor.ShouldBe(minor);
    }

    [Fact]
    public async Task A_completed_order_books_on_the_local_day_it_occurred()
    {
        await using var app = await TestApp.Start();

        await app.Order(new { orderId = "1001", value = 5, occurredAt = "2026-06-13T22:30:00Z" });

        (await app.Row("1001")).BookedOn.ShouldBe(new DateOnly(2026, 6, 14));
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 14)]);
    }

    [Fact]
    public async Task A_pending_order_books_on_the_day_it_is_completed_and_keeps_its_journey()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email");
        await app.Order(new { orderId = "1001", value = 5, status = "pending", visitorId = "v1" });
        (await app.DirtyDays()).ShouldBeEmpty();
        await app.Touch("direct", Shop.Noon.AddDays(1));
        app.Clock!.Now = Shop.Noon.AddDays(2);

        var receipt = await (await app.Patch("1001", new { status = "completed" })).Json();

        receipt.GetProperty("status").GetString().ShouldBe("completed");
        (await app.Row("1001")).BookedOn.ShouldBe(new DateOnly(2026, 6, 17));
        (await app.Channels("1001")).ShouldBe(["email"]);
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 17)]);
    }

    [Fact]
    public async Task What_is_stored_is_told_after_it_is_on_disk()
    {
        await using var app = await TestApp.Start();
        var told = new List<int>();
        app.Services.GetRequiredService<Signals>().OrderStored += store => told.Add(store.Value);

        await app.Order(new { orderId = "1001", value = 5 });

        told.ShouldBe([app.Shop.Id.Value]);
    }

    [Fact]
    public async Task Only_a_secret_key_with_the_scope_may_send_orders()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        (await client.PostAsJsonAsync("/api/orders", new { orderId = "1", value = 1 })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Shop.PublicKey);

        (await client.PostAsJsonAsync("/api/orders", new { orderId = "1", value = 1 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_that_names_another_store_finds_nothing()
    {
        await using var app = await TestApp.Start();
        await app.OpenStore("other");

        (await app.Post("/api/orders?store=other", new { orderId = "1", value = 1 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_stores_may_use_the_same_order_id()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Order(new { orderId = "1001", value = 1 });

        (await app.Post("/api/orders", new { orderId = "1001", value = 2 }, other)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_else_was_sent_is_kept()
    {
        await using var app = await TestApp.Start();

        await app.Order(new
        {
            orderId = "1001",
            value = 5,
            commissionBase = 4.2,
            coupon = "SPRING",
            policyId = "p1",
            emailHash = new string('A', 64),
            items = new[] { new { sku = "a", quantity = 2.0, price = 2.5 } },
            properties = new { size = 42, gift = true },
        });

        OrderRow row = await app.Row("1001");
        row.CommissionBaseMinor.ShouldBe(420);
        row.EmailHmac.Length.ShouldBe(64);
        row.EmailHmac.ShouldNotBe(new string('a', 64));
        row.Details.ShouldBe("""{"coupon":"SPRING","policyId":"p1","items":[{"sku":"a","quantity":2,"price":2.5}],"properties":{"gift":"true","size":"42"}}""");
    }
}
