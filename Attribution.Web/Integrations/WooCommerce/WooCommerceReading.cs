using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations.WooCommerce;

/// <summary>Reads orders as WooCommerce words them.</summary>
internal static class WooCommerceReading
{
    private const int MaxItems = 100;

    public static Told Order(StoreSettings store, JsonElement order, DateTimeOffset receivedAt)
    {
        var id = order.Text(100, "id");
        var status = order.Text(40, "status");
        if (id.Length == 0)
        {
            return new Told.Wrong("The order has no id.");
        }

        if (status is "auto-draft" or "draft" or "checkout-draft")
        {
            return new Told.Nothing("A draft is no order yet.");
        }

        var total = order.Number("total");
        if ((Amounts.WhyNot("WooCommerce", order.Text(8, "currency"), store.Currency) ?? Amounts.WhyNot(total, store.Currency)) is { } why)
        {
            return new Told.Wrong(why);
        }

        Money.TryFromMajor(total!.Value, store.Currency, out var value);
        var version = order.Instant("date_modified_gmt") ?? receivedAt;
        var refunds = order.List("refunds").Select(refund => RefundOf(store, refund, version)).OfType<ShopRefund>().ToList();
        var left = status == "refunded" ? 0 : Math.Max(0, value.Minor - refunds.Sum(refund => refund.Amount!.Value.Minor));
        return new Told.Order(StateOf(order, id, status, value, version, receivedAt) with { Net = value with { Minor = left }, Refunds = refunds });
    }

    private static ShopOrder StateOf(JsonElement order, string id, string status, Money value, DateTimeOffset version, DateTimeOffset receivedAt)
    {
        var paidAt = order.Instant("date_paid_gmt");
        return new ShopOrder(WooCommercePlatform.KindName, id, version, StatusOf(status, paidAt is not null), value, order.Instant("date_created_gmt") ?? receivedAt)
        {
            PaidAt = paidAt,
            SessionId = Meta(order, "_attr_s"),
            VisitorId = Meta(order, "_attr_v"),
            UserId = order.Text(128, "customer_id") is var customer && customer != "0" ? customer : "",
            EmailHash = order.Text(64, "billing", "email"),
            Coupon = order.List("coupon_lines").Select(coupon => coupon.Text(200, "code")).FirstOrDefault("") ?? "",
            Items = [.. order.List("line_items").Take(MaxItems).Select(item => new ShopItem(item.Text(100, "sku"), item.Text(200, "name"), item.Number("quantity"), item.Number("price")))],
            Properties = order.Text(100, "number") is { Length: > 0 } number && number != id ? new Dictionary<string, string> { ["number"] = number } : [],
        };
    }

    // A failed payment can be tried again, so it is no cancellation. A status that a plugin added counts once the order is paid.
    private static string StatusOf(string status, bool isPaid) => status switch
    {
        "processing" or "completed" or "refunded" => "completed",
        "cancelled" or "trash" => "cancelled",
        "pending" or "on-hold" or "failed" => "pending",
        _ => isPaid ? "completed" : "pending",
    };

    private static ShopRefund? RefundOf(StoreSettings store, JsonElement refund, DateTimeOffset at) =>
        refund.Text(100, "id") is { Length: > 0 } id && Amounts.Rounded(Math.Abs(refund.Number("total") ?? 0), store.Currency) is { Minor: > 0 } money
            ? new ShopRefund(id, money, at)
            : null;

    private static string Meta(JsonElement order, string key) =>
        order.List("meta_data").FirstOrDefault(one => one.Text(100, "key") == key) is { ValueKind: JsonValueKind.Object } found ? found.Text(64, "value") : "";
}
