using System.Net;

namespace Attribution.Web.Components;

/// <summary>The line that a site embeds, in the words of the place it is pasted into.</summary>
/// <param name="Site">Address of this installation as visitors reach it, without a slash at the end.</param>
/// <param name="Alias">Name of the script.</param>
/// <param name="Key">A public key.</param>
/// <param name="Consent">granted, limited or denied; null leaves it to the store's default.</param>
internal sealed record Snippet(string Site, string Alias, string Key, string? Consent)
{
    public static IReadOnlyList<string> Kinds { get; } = ["HTML", "Google Tag Manager", "Shopify", "WooCommerce", "Next.js"];

    private string Script => $"{Site}/{Alias}.js";

    private string Html => $"""<script defer src="{Escaped(Script)}" data-key="{Key}"{(Consent is null ? "" : $" data-consent=\"{Consent}\"")}></script>""";

    public string Of(string kind) => kind switch
    {
        "HTML" => Html,
        "Google Tag Manager" => TagManager,
        "Shopify" => Shopify,
        "WooCommerce" => WooCommerce,
        _ => NextJs,
    };

    /// <summary>Where it goes.</summary>
    public static string PlaceOf(string kind) => kind switch
    {
        "HTML" => "Paste it into the head of every page, as high as you can.",
        "Google Tag Manager" => "New tag, Custom HTML, trigger Initialization (all pages). Tag Manager drops data attributes, so the tag sets them itself.",
        "Shopify" => "Online Store, Themes, Edit code, layout/theme.liquid: paste it before </head>. It also puts the visitor's ids on the cart, so that orders find their visits.",
        "WooCommerce" => "Paste it into functions.php of your child theme, or into a snippet plugin. It also writes the visit's ids into each order, which needs the script on the shop's own host and the store's cookie domain set.",
        _ => "In app/layout.tsx, inside the root layout's body.",
    };

    private string TagManager =>
        $$"""
        <script>
        (function () {
          var s = document.createElement('script');
          s.src = '{{Script}}';
          s.setAttribute('data-key', '{{Key}}');{{(Consent is null ? "" : $"\n  s.setAttribute('data-consent', '{Consent}');")}}
          document.head.appendChild(s);
        })();
        </script>
        """;

    private string Shopify =>
        $$"""
        {{Html}}
        <script>
        window.attribution = window.attribution || function () { (attribution.q = attribution.q || []).push(arguments) };
        attribution('ids', function (ids) {
          fetch('/cart/update.js', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ attributes: { _attr_v: ids.visitorId, _attr_s: ids.sessionId } })
          });
        });
        </script>
        """;

    private string WooCommerce =>
        $$"""
        add_action('wp_head', function () { ?>
        {{Html}}
        <?php }, 1);

        function attribution_ids($order) {
            foreach (['_attr_s' => 'mk_session', '_attr_v' => 'mk_visitor'] as $key => $cookie) {
                if (isset($_COOKIE[$cookie])) {
                    $order->update_meta_data($key, sanitize_text_field($_COOKIE[$cookie]));
                }
            }
        }
        add_action('woocommerce_checkout_create_order', 'attribution_ids');
        add_action('woocommerce_store_api_checkout_update_order_meta', 'attribution_ids');
        """;

    private string NextJs =>
        $"""
        import Script from 'next/script';

        <Script src="{Script}" data-key="{Key}"{(Consent is null ? "" : $" data-consent=\"{Consent}\"")} strategy="afterInteractive" />
        """;

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
