using Attribution.Web.Integrations.Segment;
using Attribution.Web.Integrations.Shopify;
using Attribution.Web.Integrations.WooCommerce;

namespace Attribution.Web.Integrations;

/// <summary>The platforms, in the order they are shown.</summary>
internal static class Platforms
{
    public static IReadOnlyList<IPlatform> All { get; } = [new ShopifyPlatform(), new WooCommercePlatform(), new SegmentPlatform()];

    public static IPlatform? Find(string kind) => All.FirstOrDefault(platform => platform.Kind == kind);
}
