using System.Text;
using System.Text.Json.Nodes;
using Attribution.Tests.Conversions;
using Attribution.Tests.Tracking;
using Attribution.Web.Integrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Integrations;

public class ShopifyTests
{
    private const string Id = Platform.ShopifyId;

    private static JsonObject Order => Platform.Payload("shopify_order");

    [Fact]
    public async Task An_order_finds_its_visit_by_the_carts_attributes()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("orders/create", Order).Taken();

        var row = await app.Row(Id);
        (row.ValueMinor, row.SentCurrency, row.Status, row.MatchedBy, row.Origin, row.UserId).ShouldBe((11900, "EUR", "completed", "session", "shopify", "115310627314723954"));
        (row.OccurredAt, row.BookedOn).ShouldBe((Shop.Noon.AddMinutes(-30), new DateOnly(2026, 6, 15)));
        row.Details.ShouldContain("\"customerType\":\"new\"");
        row.Details.ShouldContain("SUMMER10");
        (await app.Channels(Id)).ShouldBe(["paid_search"]);
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 15)]);
    }

    [Fact]
    public async Task Nothing_that_names_the_customer_reaches_the_disk()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("orders/create", Order.With("currency", "USD").With("total_price_set", null)).Taken(); // kept, as it can't be taken
        await app.Shopify("refunds/create", Platform.Payload("shopify_refund").With("order_id", 1)).Taken(); // kept, as it waits
        await app.Shopify("orders/create", Order.With("id", 2)).Taken();

        (await app.Row("2")).EmailHmac.Length.ShouldBe(64);
        var disk = Encoding.UTF8.GetString(app.Bytes());
        foreach (var personal in new[] { "kim@customer", "Kim@Customer", "Beispiel", "Musterweg", "+49 30", "192.0.2.44", "ring twice", "Robin", "says Kim" })
        {
            disk.ShouldNotContain(personal);
        }
    }

    [Fact]
    public async Task The_same_delivery_ten_times_at_once_is_one_row_and_one_order()
    {
        await using var app = await Platform.Connected("shopify");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Shopify("orders/create", Order, "w1").Taken()));

        (await app.Deliveries()).Count.ShouldBe(1);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(1);
        (await app.Deliveries()).Single().Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_newest_state_wins_whatever_the_order_of_arrival()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("orders/cancelled", Order.With("updated_at", "2026-06-15T11:50:00+02:00").With("cancelled_at", "2026-06-15T11:50:00+02:00")).Taken();
        await app.Shopify("orders/create", Order).Taken();

        (await app.Row(Id)).Status.ShouldBe("cancelled");
        (await app.Deliveries()).ShouldContain(row => row.Note == "A later state of the order is known.");
    }

    [Theory]
    [InlineData("pending", "pending")]
    [InlineData("authorized", "pending")]
    [InlineData("partially_paid", "pending")]
    [InlineData("paid", "completed")]
    [InlineData("partially_refunded", "completed")]
    [InlineData("voided", "cancelled")]
    public async Task The_payments_state_is_the_orders(string financial, string status)
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("orders/create", Order.With("financial_status", financial)).Taken();

        (await app.Row(Id)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task An_order_paid_later_books_on_the_day_it_is_paid()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order.With("financial_status", "pending")).Taken();
        app.Clock!.Now = app.Clock.Now.AddDays(2);

        await app.Shopify("orders/paid", Order.With("updated_at", "2026-06-17T09:00:00+02:00")).Taken();

        var row = await app.Row(Id);
        (row.Status, row.BookedOn, row.OccurredAt).ShouldBe(("completed", new DateOnly(2026, 6, 17), Shop.Noon.AddMinutes(-30)));
    }

    [Fact]
    public async Task A_cancelled_order_gives_all_back_that_day()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();
        var cancelled = Order.With("updated_at", "2026-06-15T11:50:00+02:00").With("cancelled_at", "2026-06-15T11:50:00+02:00");

        await app.Shopify("orders/cancelled", cancelled).Taken();
        await app.Shopify("orders/updated", cancelled).Taken();

        (await app.Row(Id)).Status.ShouldBe("cancelled");
        (await app.Back()).ShouldBe([("cancel", 11900)]);
    }

    [Fact]
    public async Task A_refund_books_once_though_two_topics_tell_of_it()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();

        await app.Shopify("refunds/create", Platform.Payload("shopify_refund")).Taken();
        await app.Shopify("orders/updated", Refunded()).Taken();

        (await app.Back()).ShouldBe([("890088186047892319", 2380)]);
        (await app.Net(Id)).ShouldBe(9520);
    }

    [Fact]
    public async Task A_refund_before_its_order_waits_for_it()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("refunds/create", Platform.Payload("shopify_refund")).Taken();
        (await app.Deliveries()).Single().State.ShouldBe("waiting");
        await app.Shopify("orders/create", Order).Taken();
        await app.TakeAll();

        (await app.Net(Id)).ShouldBe(9520);
        (await app.Deliveries()).ShouldAllBe(row => row.State == "done" && row.Body == "");
    }

    [Fact]
    public async Task A_refund_in_the_customers_currency_counts_in_the_shops()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();
        var refund = Platform.Payload("shopify_refund");
        (refund["transactions"]![0]!["amount"], refund["transactions"]![0]!["currency"]) = ("25.94", "USD");

        await app.Shopify("refunds/create", refund).Taken();

        (await app.Back()).ShouldBe([("890088186047892319", 2380)]);
    }

    [Fact]
    public async Task A_refund_without_money_books_nothing()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();

        await app.Shopify("refunds/create", Platform.Payload("shopify_refund").With("transactions", new JsonArray())).Taken();

        (await app.Back()).ShouldBeEmpty();
        (await app.Deliveries()).ShouldContain(row => row.State == "ignored");
    }

    [Theory]
    [InlineData("100.00", 10000, 1900)] // a line was taken off: it goes back on the day of the edit
    [InlineData("139.00", 13900, -2000)] // a line was added: revenue of that day, and no second order
    [InlineData("119.00", 11900, 0)]
    public async Task An_edit_books_its_difference_under_the_same_credits(string total, long net, long adjusted)
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();
        var credits = (await app.Row(Id)).MarketingAttribution;
        app.Clock!.Now = app.Clock.Now.AddDays(1);

        await app.Shopify("orders/updated", Order.Priced(total).With("updated_at", "2026-06-16T11:00:00+02:00")).Taken();

        var row = await app.Row(Id);
        (row.ValueMinor, row.MarketingAttribution, await app.Net(Id)).ShouldBe((11900, credits, net));
        (await app.Back()).Sum(refund => refund.Minor).ShouldBe(adjusted);
        (await app.DirtyDays()).ContainsKey(new DateOnly(2026, 6, 16)).ShouldBe(adjusted != 0);
    }

    [Fact]
    public async Task A_line_removed_and_paid_back_later_goes_back_once()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order).Taken();

        await app.Shopify("orders/updated", Order.Priced("119.00", "95.20").With("updated_at", "2026-06-15T11:40:00+02:00")).Taken();
        await app.Shopify("orders/updated", Refunded()).Taken();

        (await app.Net(Id)).ShouldBe(9520);
    }

    [Fact]
    public async Task An_order_that_came_by_the_api_keeps_its_value_and_follows_the_shops_status_and_refunds()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Order(new { orderId = Id, value = 100, sessionId = "s1" });

        await app.Shopify("orders/updated", Refunded()).Taken();
        (await app.Net(Id)).ShouldBe(7620);
        await app.Shopify("orders/cancelled", Refunded().With("updated_at", "2026-06-15T11:58:00+02:00").With("cancelled_at", "2026-06-15T11:58:00+02:00")).Taken();

        (await app.Row(Id)).Status.ShouldBe("cancelled");
        (await app.Net(Id)).ShouldBe(0);
        (await app.Deliveries()).ShouldContain(row => row.Note.Contains("the value stands", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_order_is_not_counted_and_one_for_nothing_is()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("orders/create", Order.With("test", true).With("id", 1)).Taken();
        await app.Shopify("orders/create", Order.Priced("0.00").With("id", 2)).Taken();

        (await app.Read(db => db.Orders.Select(order => order.OrderId).ToListAsync())).ShouldBe(["2"]);
        (await app.Row("2")).Status.ShouldBe("completed");
    }

    [Theory]
    [InlineData("USD", "119.00", "names no rate")]
    [InlineData("EUR", "119.001", "decimals")]
    [InlineData("EUR", "-1", "0 or more")]
    [InlineData("EUR", "9e18", "can't hold")]
    [InlineData("EUR", "a lot", "no number")]
    public async Task Money_that_can_not_be_taken_is_kept_with_its_reason_and_can_be_tried_again(string currency, string total, string reason)
    {
        await using var app = await Platform.Connected("shopify");
        var order = Order.Priced(total);
        order["total_price_set"]!["shop_money"]!["currency_code"] = currency;

        await app.Shopify("orders/create", order, "w1").Taken();

        var kept = (await app.Deliveries()).Single();
        (kept.State, kept.Body.Length > 0).ShouldBe(("failed", true));
        kept.Note.ShouldContain(reason);
        (await app.Services.GetRequiredService<IntegrationCommands>().Retry(await app.Admin(), "shopify", "w1", default)).IsDone.ShouldBeTrue();
        (await app.Deliveries()).Single().State.ShouldBe("failed");
    }

    [Fact]
    public async Task What_a_crash_left_is_taken_at_the_next_start()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Order.Priced("100.001"), "w1").Taken();
        await app.Write(async db =>
        {
            var row = await db.WebhookDeliveries.AsTracking().SingleAsync();
            (row.State, row.Body) = ("received", row.Body.Replace("100.001", "100.00", StringComparison.Ordinal));
        });

        await app.Restart();
        await app.TakeAll();

        (await app.Row(Id)).ValueMinor.ShouldBe(10000);
    }

    [Fact]
    public async Task Other_topics_are_noted_and_not_counted()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Shopify("customers/create", Order).Taken();

        (await app.Deliveries()).Single().State.ShouldBe("ignored");
    }

    // The order after the recorded refund, as Shopify words it.
    private static JsonObject Refunded() => Order.Priced("119.00", "95.20").With("updated_at", "2026-06-15T11:46:00+02:00")
        .With("financial_status", "partially_refunded").With("refunds", new JsonArray(Platform.Payload("shopify_refund")));
}
