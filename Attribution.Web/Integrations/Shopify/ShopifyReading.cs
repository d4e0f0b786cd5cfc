using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations.Shopify;

/// <summary>Reads orders and refunds as Shopify words them. Amounts are those of the shop's own currency, not of the one the customer saw.</summary>
internal static class ShopifyReading
{
    private const int MaxItems = 100;

    public static Told Order(StoreSettings store, JsonElement order, DateTimeOffset receivedAt)
    {
        var id = order.Text(100, "id");
        if (id.Length == 0)
        {
            return new Told.Wrong("The order has no id.");
        }

        if (order.Is("test"))
        {
            return new Told.Nothing("A test order is not counted.");
        }

        var currency = order.Text(8, "total_price_set", "shop_money", "currency_code") is { Length: > 0 } shop ? shop : order.Text(8, "currency");
        var total = order.Number("total_price_set", "shop_money", "amount") ?? order.Number("total_price");
        if ((Amounts.WhyNot("Shopify", currency, store.Currency) ?? Amounts.WhyNot(total, store.Currency)) is { } why)
        {
            return new Told.Wrong(why);
        }

        Money.TryFromMajor(total!.Value, store.Currency, out var value);
        var refunds = order.List("refunds").Select(refund => RefundOf(store, refund, receivedAt)).OfType<ShopRefund>().ToList();
        return new Told.Order(StateOf(order, id, value, refunds, receivedAt) with { Net = NetOf(order, value, refunds) });
    }

    public static Told Refund(StoreSettings store, JsonElement refund, DateTimeOffset receivedAt)
    {
        if (refund.Text(100, "order_id") is not { Length: > 0 } orderId || refund.Text(100, "id").Length == 0)
        {
            return new Told.Wrong("The refund has no id, or names no order.");
        }

        return RefundOf(store, refund, receivedAt) is { } back ? new Told.Refund(orderId, back) : new Told.Nothing("No money has gone back with it.");
    }

    private static ShopOrder StateOf(JsonElement order, string id, Money value, List<ShopRefund> refunds, DateTimeOffset receivedAt)
    {
        var occurredAt = order.Instant("processed_at") ?? order.Instant("created_at") ?? receivedAt;
        return new ShopOrder(ShopifyPlatform.KindName, id, order.Instant("updated_at") ?? receivedAt, StatusOf(order), value, occurredAt)
        {
            SessionId = Attribute(order, "_attr_s"),
            VisitorId = Attribute(order, "_attr_v"),
            UserId = order.Text(128, "customer", "id"),
            EmailHash = First(order.Text(64, "email"), order.Text(64, "contact_email"), order.Text(64, "customer", "email")),
            CartToken = order.Text(128, "cart_token"),
            CustomerType = order.Number("customer", "orders_count") switch { null => "", <= 1 => "new", _ => "returning" },
            Coupon = order.List("discount_codes").Select(code => code.Text(200, "code")).FirstOrDefault("") ?? "",
            Items = [.. order.List("line_items").Take(MaxItems).Select(item => new ShopItem(item.Text(100, "sku"), item.Text(200, "title"), item.Number("quantity"), item.Number("price")))],
            Properties = order.Text(200, "name") is { Length: > 0 } name ? new Dictionary<string, string> { ["name"] = name } : [],
            Refunds = refunds,
        };
    }

    private static string StatusOf(JsonElement order) => order.At("cancelled_at") is not null
        ? "cancelled"
        : order.Text(40, "financial_status") switch
        {
            "paid" or "partially_refunded" or "refunded" => "completed",
            "voided" => "cancelled",
            _ => "pending", // pending, authorized, partially_paid, expired: the money is not there
        };

    // Lines that an edit removed lower the current total at once; money given back for nothing in particular shows in the transactions.
    private static Money NetOf(JsonElement order, Money value, List<ShopRefund> refunds)
    {
        var paid = value.Minor - refunds.Sum(refund => refund.Amount!.Value.Minor);
        var current = (order.Number("current_total_price_set", "shop_money", "amount") ?? order.Number("current_total_price")) is { } now
            ? Amounts.Rounded(now, value.Currency)?.Minor ?? paid
            : paid;
        return value with { Minor = Math.Max(0, Math.Min(paid, current)) };
    }

    private static ShopRefund? RefundOf(StoreSettings store, JsonElement refund, DateTimeOffset receivedAt)
    {
        var went = refund.List("transactions").Where(one => one.Text(20, "kind") == "refund" && one.Text(20, "status") is "success" or "").ToList();
        if (went.Count == 0)
        {
            return null;
        }

        var isShops = went.TrueForAll(one => one.Text(8, "currency") is var code && (code.Length == 0 || code.Equals(store.Currency.Code, StringComparison.OrdinalIgnoreCase)));
        var amount = isShops ? went.Sum(one => one.Number("amount") ?? 0) : OfLines(refund);
        return Amounts.Rounded(amount, store.Currency) is { Minor: > 0 } money
            ? new ShopRefund(refund.Text(100, "id"), money, refund.Instant("processed_at") ?? refund.Instant("created_at") ?? receivedAt)
            : null;
    }

    // The transactions are in the customer's currency; the lines also name the shop's. An adjustment below 0 is what went back beyond them.
    private static decimal OfLines(JsonElement refund) =>
        refund.List("refund_line_items").Sum(line => ShopMoney(line, "subtotal") + ShopMoney(line, "total_tax"))
        - refund.List("order_adjustments").Sum(adjustment => ShopMoney(adjustment, "amount") + ShopMoney(adjustment, "tax_amount"));

    private static decimal ShopMoney(JsonElement element, string name) => element.Number(name + "_set", "shop_money", "amount") ?? element.Number(name) ?? 0;

    private static string Attribute(JsonElement order, string name) =>
        order.List("note_attributes").FirstOrDefault(one => one.Text(100, "name") == name) is { ValueKind: JsonValueKind.Object } found ? found.Text(64, "value") : "";

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }
}
