namespace Attribution.Web.Demo;

/// <summary>A way into the sample shop.</summary>
/// <param name="Kind">The channel it is meant to come out as: the resolver decides for itself.</param>
/// <param name="Query">Query of the landing page, with <c>{id}</c> for a fresh click id.</param>
/// <param name="Referrer">Referrer the browser tells; empty for none.</param>
/// <param name="Pull">Chance to buy on a visit through it, before all else.</param>
internal sealed record DemoLanding(string Kind, string Query, string Referrer, double Pull)
{
    private static readonly string[] Pages = ["/", "/tents", "/tents/fjell-2", "/boots", "/boots/tind-gtx", "/jackets", "/jackets/storm-shell", "/sale", "/backpacks", "/stoves", "/journal/first-night-out"];

    public string Url(Random random) =>
        "https://" + DemoShop.Domain + Pages[random.Next(Pages.Length)] + (Query.Length == 0 ? "" : "?" + Query.Replace("{id}", random.NextInt64(1L << 40, 1L << 50).ToString("x", null), StringComparison.Ordinal));
}

/// <summary>A paid campaign and what a click of it costs.</summary>
internal sealed record DemoPaid(string Channel, string Campaign, double CostAClick);

/// <summary>How people find the sample shop, first and later.</summary>
internal static class DemoLandings
{
    /// <summary>Days before <see cref="PMaxStarts"/> have no Performance Max: a channel that is launched while one looks.</summary>
    private const int PMaxStarts = 52;

    private static readonly DemoLanding Direct = new("direct", "", "", 0.020);
    private static readonly DemoLanding BrandSearch = new("paid_search", "utm_source=google&utm_medium=cpc&utm_campaign=Brand&gclid={id}", "https://www.google.com/", 0.046);
    private static readonly DemoLanding Google = new("organic_search", "", "https://www.google.com/", 0.017);
    private static readonly DemoLanding Retargeting = new("display", "utm_source=criteo&utm_medium=retargeting&utm_campaign=Seen%20products", "", 0.014);
    private static readonly DemoLanding Newsletter = new("email", "utm_source=newsletter&utm_medium=email&utm_campaign=Weekly%20letter", "", 0.042);
    private static readonly DemoLanding Basket = new("email", "utm_source=klaviyo&utm_medium=email&utm_campaign=Forgotten%20basket", "", 0.085);

    private static readonly (double Share, DemoLanding Landing)[] Finding =
    [
        (0.205, Google),
        (0.020, new("organic_search", "", "https://www.bing.com/", 0.016)),
        (0.016, new("organic_search", "", "https://duckduckgo.com/", 0.016)),
        (0.098, new("paid_search", "utm_source=google&utm_medium=cpc&utm_campaign=Tents%20DE&gclid={id}", "https://www.google.com/", 0.030)),
        (0.052, new("paid_search", "utm_source=google&utm_medium=cpc&utm_campaign=Boots%20DE&gclid={id}", "https://www.google.com/", 0.026)),
        (0.018, new("paid_search", "utm_source=bing&utm_medium=cpc&utm_campaign=Outdoor&msclkid={id}", "https://www.bing.com/", 0.027)),
        (0.040, BrandSearch),
        (0.052, new("paid_shopping", "utm_source=google&utm_medium=cpc&utm_campaign=Shopping%20-%20All&gclid={id}", "https://www.google.com/", 0.036)),
        (0.026, new("cross_network", "utm_source=google&utm_medium=cpc&utm_campaign=PMax%20Autumn&gclid={id}", "https://www.google.com/", 0.028)),
        (0.112, new("paid_social", "utm_source=facebook&utm_medium=paid_social&utm_campaign=Autumn%20looks&fbclid={id}", "https://l.facebook.com/", 0.009)),
        (0.058, new("paid_social", "utm_source=instagram&utm_medium=paid_social&utm_campaign=Storm%20shell&fbclid={id}", "https://l.instagram.com/", 0.010)),
        (0.022, new("organic_social", "", "https://l.instagram.com/", 0.008)),
        (0.014, new("organic_social", "fbclid={id}", "https://l.facebook.com/", 0.008)),
        (0.014, new("organic_social", "", "https://www.reddit.com/", 0.012)),
        (0.010, new("organic_social", "", "https://www.pinterest.com/", 0.009)),
        (0.014, new("organic_video", "", "https://www.youtube.com/", 0.011)),
        (0.024, new("referral", "", "https://trailnotes.example/best-two-person-tents", 0.020)),
        (0.012, new("referral", "", "https://hutbook.example/gear", 0.018)),
        (0.022, new("affiliate", "awc=7001_{id}", "https://vouchers.example/nordhaven", 0.052)),
        (0.018, new("partner", "utm_source=alpine-club&utm_medium=partner&utm_campaign=Members", "", 0.034)),
        (0.020, new("ai_assistant", "utm_source=chatgpt.com", "https://chatgpt.com/", 0.031)),
        (0.006, new("ai_assistant", "", "https://www.perplexity.ai/", 0.031)),
        (0.005, new("offline", "utm_source=catalogue&utm_medium=qr&utm_campaign=Autumn%20catalogue", "", 0.040)),
        (0.004, new("audio", "utm_source=campfire&utm_medium=podcast&utm_campaign=Episode%2041", "", 0.022)),
        (0.118, Direct),
    ];

    private static readonly DemoPaid[] Paid =
    [
        new("paid_search", "Tents DE", 1.86),
        new("paid_search", "Boots DE", 1.71),
        new("paid_search", "Outdoor", 1.24),
        new("paid_search", "Brand", 0.38),
        new("paid_shopping", "Shopping - All", 0.97),
        new("cross_network", "PMax Autumn", 1.12),
        new("paid_social", "Autumn looks", 0.83),
        new("paid_social", "Storm shell", 0.96),
        new("display", "Seen products", 0.64),
    ];

    /// <summary>How somebody comes for the first time.</summary>
    public static DemoLanding First(Random random, int day)
    {
        while (true)
        {
            var at = random.NextDouble() * Finding.Sum(way => way.Share);
            foreach (var (share, landing) in Finding)
            {
                at -= share;
                if (at < 0)
                {
                    if (IsOffered(landing, day, random))
                    {
                        return landing;
                    }

                    break;
                }
            }
        }
    }

    /// <summary>How somebody who was here comes again: straight, by brand search, by mail, or followed by an ad.</summary>
    public static DemoLanding Return(Random random, DemoLanding last, bool bought, int day) => random.NextDouble() switch
    {
        < 0.30 => Direct,
        < 0.47 => bought ? Newsletter : BrandSearch,
        < 0.59 => Newsletter,
        < 0.66 => bought ? Direct : Basket,
        < 0.76 => Retargeting,
        < 0.86 => Google,
        < 0.93 => last,
        _ => First(random, day),
    };

    /// <summary>The paid campaign behind an address; null for one that cost nothing.</summary>
    public static DemoPaid? PaidOf(string url) =>
        Paid.FirstOrDefault(paid => url.Contains("utm_campaign=" + Uri.EscapeDataString(paid.Campaign), StringComparison.Ordinal));

    private static bool IsOffered(DemoLanding landing, int day, Random random) => landing.Kind switch
    {
        "cross_network" => day >= PMaxStarts,
        "ai_assistant" => random.NextDouble() < 0.35 + (0.65 * day / DemoShop.Days),
        "offline" => day is >= 20 and <= 50,
        _ => true,
    };
}
