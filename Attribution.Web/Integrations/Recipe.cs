using Attribution.Web.Components;
using Attribution.Web.Integrations.Segment;
using Attribution.Web.Integrations.Shopify;
using Attribution.Web.Integrations.WooCommerce;

namespace Attribution.Web.Integrations;

/// <summary>One thing to do on the platform's side; code to copy where there is some.</summary>
internal sealed record RecipeStep(string Title, string Text, string? Code = null);

/// <summary>How a platform is connected, in the platform's own words for its menus.</summary>
internal static class Recipe
{
    /// <param name="kind">The platform.</param>
    /// <param name="address">Where it is to deliver.</param>
    /// <param name="snippet">The line that the shop embeds; null where the store has no public key.</param>
    public static IReadOnlyList<RecipeStep> Of(string kind, string address, Snippet? snippet) => kind switch
    {
        ShopifyPlatform.KindName =>
        [
            new("Put the visit on the cart", Snippet.PlaceOf("Shopify"), snippet?.Of("Shopify")),
            new("Make the webhooks", "In Shopify: Settings, Notifications, Webhooks. Create one each for Order creation, Order update, Order payment, Order cancellation and Refund create, format JSON, all with this address.", address),
            new("Paste the signing secret", "Below the list of webhooks Shopify shows the secret that it signs them with. Paste it into the field further down."),
            new("Send a test", "“Send test notification” beside a webhook shows here within a second. It is a test order, so it is not counted."),
        ],
        WooCommercePlatform.KindName =>
        [
            new("Write the visit into the order", Snippet.PlaceOf("WooCommerce"), snippet?.Of("WooCommerce")),
            new("Make a secret", "Make one further down and copy it, or paste one of your own."),
            new("Make the webhooks", "In WordPress: WooCommerce, Settings, Advanced, Webhooks. Add one each for Order created, Order updated and Order deleted: status Active, API version v3, the secret, and this address.", address),
            new("Change an order", "Save any order in WordPress: it shows here within a minute, as WooCommerce delivers in the background."),
        ],
        SegmentPlatform.KindName =>
        [
            new("Make a secret", "Make one further down and copy it, or paste one of your own."),
            new("Add the destination", "In Segment: Connections, Catalog, Webhooks (Actions). Choose the source, then enter this address and, under Settings, the shared secret.", address),
            new("Choose what is sent", "Map page, identify, and the track events Order Completed and Order Refunded. Other track events count as page views where they name their page."),
            new("Send a test event", "The event tester of the destination shows here within a second."),
        ],
        _ => [],
    };
}
