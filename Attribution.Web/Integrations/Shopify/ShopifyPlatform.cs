using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations.Shopify;

/// <summary>Deliveries of Shopify: orders and refunds, in the money of the shop.</summary>
internal sealed class ShopifyPlatform : IPlatform
{
    public const string KindName = "shopify";
    public const string Fetched = "orders/fetched";

    private const string Refunds = "refunds/create";

    private static readonly string[] Orders = ["orders/create", "orders/updated", "orders/cancelled", "orders/paid", "orders/edited", "orders/fulfilled", "orders/partially_fulfilled", Fetched];

    private static readonly string[] Refund =
    [
        "id", "order_id", "created_at", "processed_at", "transactions.kind", "transactions.status", "transactions.amount", "transactions.currency",
        "refund_line_items.subtotal", "refund_line_items.total_tax", "refund_line_items.subtotal_set.shop_money.amount", "refund_line_items.total_tax_set.shop_money.amount",
        "order_adjustments.amount", "order_adjustments.tax_amount", "order_adjustments.amount_set.shop_money.amount", "order_adjustments.tax_amount_set.shop_money.amount",
    ];

    private static readonly BodyCut Kept = new(
    [
        "name", "updated_at", "cancelled_at", "test", "currency", "financial_status", "cart_token", "total_price", "current_total_price",
        "total_price_set.shop_money.amount", "total_price_set.shop_money.currency_code", "current_total_price_set.shop_money.amount",
        "email#", "contact_email#", "customer.id", "customer.orders_count", "customer.email#", "note_attributes?.name", "note_attributes?.value",
        "discount_codes.code", "line_items.sku", "line_items.title", "line_items.quantity", "line_items.price",
        .. Refund, .. Refund.Select(member => "refunds." + member),
    ]);

    public string Kind => KindName;

    public string Name => "Shopify";

    public bool IsSigned(IHeaderDictionary headers, byte[] body, string secret) => WebhookSignature.IsBase64Sha256(headers["X-Shopify-Hmac-Sha256"].ToString(), body, secret);

    public string TopicOf(IHeaderDictionary headers, JsonElement item) => headers["X-Shopify-Topic"].ToString();

    public string IdOf(IHeaderDictionary headers, JsonElement item) => headers["X-Shopify-Webhook-Id"].ToString();

    public string OrderIdOf(string topic, JsonElement item) => topic == Refunds ? item.Text(100, "order_id") : Orders.Contains(topic) ? item.Text(100, "id") : "";

    public string Cut(JsonElement item) => Kept.Apply(item);

    public Told Read(StoreSettings store, string topic, JsonElement kept, DateTimeOffset receivedAt) => topic switch
    {
        Refunds => ShopifyReading.Refund(store, kept, receivedAt),
        _ when Orders.Contains(topic) => ShopifyReading.Order(store, kept, receivedAt),
        _ => new Told.Nothing($"The topic {topic} tells nothing that counts."),
    };
}
