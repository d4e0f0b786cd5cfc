namespace Attribution.Web.Demo;

/// <summary>A second store of exactly five journeys, small enough to check every model by hand.</summary>
internal static class DemoJourneys
{
    public const string Domain = "five-journeys.example";

    private static readonly (decimal Value, string[] Channels)[] Five =
    [
        (199.99m, ["paid_search", "organic_search", "email", "direct"]),
        (99.99m, ["organic_social", "direct"]),
        (149.99m, ["email", "email", "email"]),
        (249.99m, ["paid_search", "paid_search", "paid_search"]),
        (179.99m, ["organic_search", "referral", "direct"]),
    ];

    /// <summary>The visits: one touch a visit, two days apart, the last an hour before its order.</summary>
    public static IEnumerable<DemoVisit> Visits(DateTimeOffset now) =>
        from journey in Five.Index()
        from step in journey.Item.Channels.Index()
        let at = OrderedAt(now, journey.Index).AddHours(-1).AddDays(-2 * (journey.Item.Channels.Length - 1 - step.Index))
        let landing = Landing(step.Item)
        orderby at
        select new DemoVisit(
            $"five-v{journey.Index + 1}", $"five-s{journey.Index + 1}-{step.Index + 1}", IdOf(journey.Index, step.Index), at, "https://" + Domain + "/" + landing.Query, landing.Referrer, "");

    public static IEnumerable<DemoOrder> Orders(DateTimeOffset now) =>
        Five.Select((journey, index) => new DemoOrder(
            $"F{index + 1}", "sale", OrderedAt(now, index), journey.Value, $"five-s{index + 1}-{journey.Channels.Length}", $"five-v{index + 1}", "", true, null));

    private static DateTimeOffset OrderedAt(DateTimeOffset now, int index) =>
        new(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-3 - (2 * index)).ToDateTime(new TimeOnly(14, 0)), TimeSpan.Zero);

    private static (string Query, string Referrer) Landing(string channel) => channel switch
    {
        "paid_search" => ("?utm_source=google&utm_medium=cpc&utm_campaign=Brand", "https://www.google.com/"),
        "organic_search" => ("", "https://www.google.com/"),
        "email" => ("?utm_source=newsletter&utm_medium=email&utm_campaign=Letter", ""),
        "organic_social" => ("", "https://l.facebook.com/"),
        "referral" => ("", "https://blog.example.org/five"),
        _ => ("", ""),
    };

    private static Guid IdOf(int journey, int step) => new($"01900000-0000-7000-8000-00000000{journey + 1:00}{step + 1:00}");
}
