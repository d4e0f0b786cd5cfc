using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Attribution.Tests.Conversions;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Integrations;

public class WooCommerceTests
{
    private static JsonObject Order => Platform.Payload("woocommerce_order");

    [Fact]
    public async Task An_order_finds_its_visit_by_its_meta_data()
    {
        await using var app = await Platform.Connected("woocommerce");

        await app.Woo("order.created", Order).Taken();

        var row = await app.Row("727");
        (row.ValueMinor, row.Status, row.MatchedBy, row.UserId, row.EmailHmac.Length).ShouldBe((8890, "completed", "session", "26", 64));
        (row.OccurredAt, row.CompletedAt).ShouldBe((Shop.Noon.AddMinutes(-30), Shop.Noon.AddSeconds(-1760)));
        (await app.Channels("727")).ShouldBe(["paid_search"]);
    }

    [Theory]
    [InlineData("pending", "pending")]
    [InlineData("on-hold", "pending")]
    [InlineData("failed", "pending")] // it can be paid again
    [InlineData("processing", "completed")]
    [InlineData("completed", "completed")]
    [InlineData("cancelled", "cancelled")]
    [InlineData("packed", "completed")] // a plugin's own, of a paid order
    public async Task The_status_is_mapped(string theirs, string ours)
    {
        await using var app = await Platform.Connected("woocommerce");

        await app.Woo("order.updated", Order.With("status", theirs)).Taken();

        (await app.Row("727")).Status.ShouldBe(ours);
    }

    [Fact]
    public async Task A_payment_that_failed_first_counts_once_it_is_made()
    {
        await using var app = await Platform.Connected("woocommerce");

        foreach (var (status, at) in new[] { ("pending", "09:30:00"), ("failed", "09:32:00"), ("cancelled", "09:34:00"), ("processing", "09:36:00") })
        {
            await app.Woo("order.updated", Order.With("status", status).With("date_modified_gmt", "2026-06-15T" + at)).Taken();
        }

        ((await app.Row("727")).Status, await app.Net("727")).ShouldBe(("completed", 8890));
    }

    [Fact]
    public async Task A_cancelled_order_that_is_opened_again_counts_again()
    {
        await using var app = await Platform.Connected("woocommerce");

        foreach (var (status, at) in new[] { ("processing", "09:30:00"), ("cancelled", "09:34:00"), ("completed", "09:36:00"), ("cancelled", "09:38:00") })
        {
            await app.Woo("order.updated", Order.With("status", status).With("date_modified_gmt", "2026-06-15T" + at)).Taken();
            (await app.Net("727")).ShouldBe(status == "cancelled" ? 0 : 8890, at);
        }
    }

    [Fact]
    public async Task Refunds_come_with_the_order()
    {
        await using var app = await Platform.Connected("woocommerce");
        await app.Woo("order.created", Order).Taken();
        var refunds = new JsonArray(new JsonObject { ["id"] = 726, ["reason"] = "", ["total"] = "-10.00" }, new JsonObject { ["id"] = 728, ["reason"] = "", ["total"] = "-9.99" });

        await app.Woo("order.updated", Order.With("refunds", refunds.DeepClone())).Taken();
        await app.Woo("order.updated", Order.With("refunds", refunds.DeepClone()).With("status", "refunded")).Taken();

        (await app.Back()).Take(2).ShouldBe([("726", 1000), ("728", 999)]);
        (await app.Net("727")).ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_order_goes_back()
    {
        await using var app = await Platform.Connected("woocommerce");
        await app.Woo("order.created", Order).Taken();

        await app.Woo("order.deleted", new JsonObject { ["id"] = 727 }).Taken();
        await app.Woo("order.deleted", new JsonObject { ["id"] = 1 }).Taken();

        ((await app.Row("727")).Status, await app.Net("727")).ShouldBe(("cancelled", 0));
    }

    [Fact]
    public async Task Two_orders_of_one_second_share_a_delivery_id_and_both_are_taken()
    {
        await using var app = await Platform.Connected("woocommerce");

        await app.Woo("order.created", Order, "same").Taken();
        await app.Woo("order.created", Order.With("id", 728), "same").Taken();
        await app.Woo("order.created", Order.With("id", 728), "same").Taken();

        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(2);
        (await app.Deliveries()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("webhook_id=12", 200)]
    [InlineData("webhook_id=12&more=1", 401)]
    [InlineData("webhook_id=", 401)]
    [InlineData("{}", 401)]
    public async Task The_plugin_tries_the_address_out_unsigned(string body, int status)
    {
        await using var app = await TestApp.Start();

        ((int)(await app.Send("/api/webhooks/woocommerce/shop", Encoding.UTF8.GetBytes(body))).StatusCode).ShouldBe(status);
        (await app.Send("/api/webhooks/shopify/shop", Encoding.UTF8.GetBytes(body))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Deliveries()).ShouldBeEmpty();
    }
}
