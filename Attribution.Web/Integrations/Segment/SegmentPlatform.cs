using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations.Segment;

/// <summary>Deliveries of Segment: orders and refunds are kept and taken like any shop's; the rest are hits, see <see cref="SegmentHits"/>.</summary>
internal sealed class SegmentPlatform : IPlatform
{
    public const string KindName = "segment";

    private const string Completed = "Order Completed";
    private const string Refunded = "Order Refunded";
    private const int MaxItems = 100;

    private static readonly BodyCut Kept = new(
        "type", "event", "messageId", "timestamp", "anonymousId", "userId", "context.traits.email#", "traits.email#", "properties.email#",
        "properties.order_id", "properties.total", "properties.revenue", "properties.value", "properties.currency", "properties.coupon", "properties.cart_id",
        "properties.products.sku", "properties.products.product_id", "properties.products.name", "properties.products.price", "properties.products.quantity");

    public string Kind => KindName;

    public string Name => "Segment";

    public bool IsSigned(IHeaderDictionary headers, byte[] body, string secret) => WebhookSignature.IsHexSha1(headers["X-Signature"].ToString(), body, secret);

    public string TopicOf(IHeaderDictionary headers, JsonElement item) => item.Text(20, "type") switch
    {
        "track" => item.Text(100, "event") is { Length: > 0 } name ? name : "track",
        var type => type,
    };

    public string IdOf(IHeaderDictionary headers, JsonElement item) => item.Text(200, "messageId");

    public string OrderIdOf(string topic, JsonElement item) => IsOrder(topic) ? item.Text(100, "properties", "order_id") : "";

    public string Cut(JsonElement item) => Kept.Apply(item);

    public static bool IsOrder(string topic) => topic is Completed or Refunded;

    public Told Read(StoreSettings store, string topic, JsonElement kept, DateTimeOffset receivedAt)
    {
        if (!IsOrder(topic))
        {
            return new Told.Nothing($"A {(topic.Length > 0 ? topic : "nameless")} event tells nothing that counts.");
        }

        if (kept.Text(100, "properties", "order_id") is not { Length: > 0 } id)
        {
            return new Told.Wrong("The event names no order. Send `order_id`.");
        }

        if (kept.Text(80, "messageId").Length == 0)
        {
            return new Told.Wrong("The event has no messageId.");
        }

        return topic == Completed ? Order(store, id, kept, receivedAt) : Refund(store, id, kept, receivedAt);
    }

    private static Told Order(StoreSettings store, string id, JsonElement kept, DateTimeOffset receivedAt)
    {
        var total = kept.Number("properties", "total") ?? kept.Number("properties", "revenue") ?? kept.Number("properties", "value");
        if ((Amounts.WhyNot("Segment", kept.Text(8, "properties", "currency"), store.Currency) ?? Amounts.WhyNot(total, store.Currency)) is { } why)
        {
            return new Told.Wrong(why);
        }

        Money.TryFromMajor(total!.Value, store.Currency, out var value);
        var at = kept.Instant("timestamp") ?? receivedAt;
        return new Told.Order(new ShopOrder(KindName, id, at, "completed", value, at)
        {
            VisitorId = SegmentHits.VisitorOf(kept),
            UserId = kept.Text(128, "userId"),
            EmailHash = EmailOf(kept),
            CartToken = kept.Text(128, "properties", "cart_id"),
            Coupon = kept.Text(200, "properties", "coupon"),
            Items = [.. kept.List("properties", "products").Take(MaxItems).Select(ItemOf)],
        });
    }

    // Without products and total all of the order goes back: so says Segment's own specification.
    private static Told Refund(StoreSettings store, string id, JsonElement kept, DateTimeOffset receivedAt)
    {
        var products = kept.List("properties", "products");
        var amount = kept.Number("properties", "total") ?? kept.Number("properties", "value") ?? kept.Number("properties", "revenue")
            ?? (products.Count > 0 ? products.Sum(one => (one.Number("price") ?? 0) * (one.Number("quantity") ?? 1)) : null);
        if (Amounts.WhyNot("Segment", kept.Text(8, "properties", "currency"), store.Currency) is { } why)
        {
            return new Told.Wrong(why);
        }

        var money = amount is { } number ? Amounts.Rounded(Math.Abs(number), store.Currency) : null;
        return amount is not null && money is not { Minor: > 0 }
            ? new Told.Wrong("The refund's total is 0 or no amount.")
            : new Told.Refund(id, new ShopRefund("segment-" + kept.Text(80, "messageId"), money, kept.Instant("timestamp") ?? receivedAt));
    }

    private static ShopItem ItemOf(JsonElement product) => new(
        product.Text(100, "sku") is { Length: > 0 } sku ? sku : product.Text(100, "product_id"), product.Text(200, "name"), product.Number("quantity"), product.Number("price"));

    private static string EmailOf(JsonElement kept) =>
        kept.Text(64, "properties", "email") is { Length: > 0 } own ? own
        : kept.Text(64, "context", "traits", "email") is { Length: > 0 } known ? known
        : kept.Text(64, "traits", "email");
}
