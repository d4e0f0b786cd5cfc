using System.Text;
using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations.WooCommerce;

/// <summary>Deliveries of WooCommerce: orders, with their refunds in them.</summary>
internal sealed class WooCommercePlatform : IPlatform
{
    public const string KindName = "woocommerce";

    private static readonly BodyCut Kept = new(
        "id", "number", "status", "currency", "total", "date_created_gmt", "date_modified_gmt", "date_paid_gmt", "customer_id", "billing.email#",
        "coupon_lines.code", "line_items.sku", "line_items.name", "line_items.quantity", "line_items.price", "refunds.id", "refunds.total",
        "meta_data?.key", "meta_data?.value");

    public string Kind => KindName;

    public string Name => "WooCommerce";

    /// <summary>Whether this is what the plugin sends, unsigned, to try an address out: it has to be answered well or the webhook stays off.</summary>
    public static bool IsPing(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        const string Start = "webhook_id=";
        var text = body.Length <= 40 ? Encoding.ASCII.GetString(body) : "";
        return !headers.ContainsKey("X-WC-Webhook-Signature") && text.StartsWith(Start, StringComparison.Ordinal) && text.Length > Start.Length && text[Start.Length..].All(char.IsAsciiDigit);
    }

    public bool IsSigned(IHeaderDictionary headers, byte[] body, string secret) => WebhookSignature.IsBase64Sha256(headers["X-WC-Webhook-Signature"].ToString(), body, secret);

    public string TopicOf(IHeaderDictionary headers, JsonElement item) => headers["X-WC-Webhook-Topic"].ToString();

    /// <summary>Two orders changed within a second may share an id: the plugin makes it of webhook and second.</summary>
    public string IdOf(IHeaderDictionary headers, JsonElement item) => headers["X-WC-Webhook-Delivery-ID"].ToString();

    public string OrderIdOf(string topic, JsonElement item) => topic.StartsWith("order.", StringComparison.Ordinal) ? item.Text(100, "id") : "";

    public string Cut(JsonElement item) => Kept.Apply(item);

    public Told Read(StoreSettings store, string topic, JsonElement kept, DateTimeOffset receivedAt) => topic switch
    {
        "order.deleted" => kept.Text(100, "id") is { Length: > 0 } id ? new Told.Gone(id, receivedAt) : new Told.Wrong("The order has no id."),
        "order.created" or "order.updated" or "order.restored" => WooCommerceReading.Order(store, kept, receivedAt),
        _ => new Told.Nothing($"The topic {topic} tells nothing that counts."),
    };
}
