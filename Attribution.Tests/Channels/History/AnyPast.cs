using Attribution.Domain.Channels.Rules;

namespace Attribution.Tests.Channels.History;

/// <summary>Pasts and rules as they may be, by a seed.</summary>
internal sealed class AnyPast(int seed)
{
    private static readonly string[] Queries =
    [
        "", "?utm_source=google&utm_medium=cpc&utm_campaign=Spring", "?utm_source=FB&utm_medium=Paid_Social&utm_campaign=summer%2520sale", "?utm_source=newsletter&utm_medium=email&utm_campaign=june",
        "?gclid=Abc123", "?fbclid=xyz", "?utm_source=partnerx&utm_medium=foo", "?utm_source=blog.example&utm_campaign=review", "?utm_medium=affiliate&utm_source=awin&awc=1", "?msclkid=9&utm_term=shoes",
        "?partner=P-7&utm_source=p7", "sale/shoes?utm_campaign=spring",
    ];

    private static readonly string[] Referrers =
        ["", "", "https://www.google.com/", "https://www.facebook.com/", "https://news.example/a", "https://chatgpt.com/", "https://checkout.stripe.com/pay", "https://shop.example/cart"];

    private static readonly (string Field, string[] Values)[] Fields =
    [
        ("source", ["google", "facebook", "newsletter", "partnerx", "p7"]), ("medium", ["cpc", "email", "foo", "paid"]), ("campaign", ["spring", "sale", "june"]), ("referrer_host", ["news", "google"]),
        ("click_id", ["gclid", "fbclid"]), ("landing_path", ["sale"]), ("default_channel", ["direct", "referral", "paid_search", "other"]),
    ];

    private static readonly string[] Channels = ["affiliate", "email", "paid_social", "organic_search", "display", "offline", "direct", "referral"];
    private static readonly string[] Types = ["phone_call", "social_media", "webinar", "email", "paid_search"];

    private readonly Random random = new(seed);
    private readonly List<(string Id, DateTimeOffset At, int Left)> orders = [];

    public ChannelRule[] Rules() =>
    [
        .. Enumerable.Range(1, random.Next(1, 5)).Select(i => new ChannelRule(
            $"r{i}", "A rule", random.Next(3), true, [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Condition())],
            new RuleOutcome(Any(Channels), Source: random.Next(3) == 0 ? "renamed" : null, Partner: random.Next(5) == 0 ? "P-7" : null))),
    ];

    /// <summary>A few dozen touches, orders and refunds, in order.</summary>
    public IReadOnlyList<Happening> Happenings()
    {
        var times = Enumerable.Range(0, 45).Select(_ => Past.Begin.AddMinutes(random.Next((int)(Past.Now - Past.Begin).TotalMinutes - 1))).Distinct().Order().ToList();
        return [.. times.Select((at, i) => random.Next(10) switch
        {
            < 6 => Touch(at),
            6 => Stated(at),
            7 when orders.Count > 0 && orders.FindIndex(order => order.Left > 0) is >= 0 and var open => Refund(at, open),
            _ => Order(at, i),
        })];
    }

    private Happening Touch(DateTimeOffset at) => new(
        at, "/api/touches", new { touchId = NewId(), url = "https://shop.example/" + Any(Queries), referrer = Any(Referrers), visitorId = Visitor(), consent = "granted" });

    private Happening Stated(DateTimeOffset at) => random.Next(3) == 0
        ? new(at, "/api/touches", new { touchId = NewId(), channel = "offline", utm = new { source = "fair", campaign = "Berlin" }, visitorId = Visitor(), consent = "granted" })
        : new(at, "/api/touches", new { touchId = NewId(), type = Any(Types), utm = new { source = "facebook", medium = Any("cpc", "social", "") }, visitorId = Visitor(), consent = "granted" });

    private Happening Order(DateTimeOffset at, int i)
    {
        var value = random.Next(0, 20_000);
        orders.Add(($"o{i}", at, value));
        return new(at, "/api/conversions", new { orderId = $"o{i}", value = value / 100m, visitorId = Visitor(), type = random.Next(5) == 0 ? "signup" : "sale" });
    }

    private Happening Refund(DateTimeOffset at, int index)
    {
        var (id, orderedAt, rest) = orders[index];
        var amount = random.Next(2) == 0 ? rest : random.Next(1, rest + 1);
        orders[index] = (id, orderedAt, rest - amount);
        return new(at, $"/api/orders/{id}/refunds", new { refundId = $"{id}-{rest}", amount = amount / 100m });
    }

    private RuleCondition Condition()
    {
        var (field, values) = Fields[random.Next(Fields.Length)];
        return new RuleCondition(field, "contains", [Any(values)], random.Next(4) == 0);
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private string Visitor() => $"v{random.Next(4)}";

    private string Any(params string[] values) => values[random.Next(values.Length)];
}
