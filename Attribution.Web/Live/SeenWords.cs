using System.Globalization;
using Attribution.Web.Components;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Live;

/// <summary>Says in words what became of a hit, why, and what to do about it.</summary>
internal static class SeenWords
{
    /// <summary>The reason in a few words.</summary>
    public static string NameOf(SeenOutcome outcome, string reason) => (outcome, reason) switch
    {
        (SeenOutcome.Touch, _) => ChannelReasons.NameOf(reason),
        (SeenOutcome.Activity, "page") => "Further page",
        (SeenOutcome.Activity, "return") => "Return from payment or own page",
        (SeenOutcome.Activity, "conversion") => "Order hint",
        (SeenOutcome.Activity, "identify") => "User named",
        (SeenOutcome.Activity, "consent_given") => "Consent",
        (SeenOutcome.Activity, "pulse") => "Time on page",
        (SeenOutcome.Activity, "duplicate") => "Sent again",
        (_, IngestHealth.BotCount) => "Known bot",
        (_, IngestHealth.BotByPaceCount) => "Bot by pace",
        (_, IngestHealth.PrefetchCount) => "Prefetch",
        (_, IngestHealth.ExcludedCount) => "Left out by you",
        (_, IngestHealth.ConsentCount) => "No consent",
        (_, IngestHealth.ForeignOriginCount) => "Page not listed",
        (_, IngestHealth.UnknownKeyCount) => "Unknown key",
        (_, IngestHealth.WrongScopeCount) => "Key without scope",
        (_, IngestHealth.TooLargeCount) => "Too large",
        (_, IngestHealth.InvalidCount) => "Not understood",
        (_, IngestHealth.RateLimitCount) => "Too many hits",
        (_, IngestHealth.BusyCount) => "Server busy",
        (_, IngestHealth.NotStoredCount) => "Could not be stored",
        _ => reason.Replace('_', ' '),
    };

    /// <summary>Why, as a sentence.</summary>
    public static string Why(SeenOutcome outcome, string reason) => (outcome, reason) switch
    {
        (SeenOutcome.Touch, _) => ChannelReasons.Why(reason),
        (SeenOutcome.Activity, "page") => "It brought no news, so it extends the visit, which keeps its channel.",
        (SeenOutcome.Activity, "return") => "It came back from a payment page or from your own site, so it continues the visit and takes no credit.",
        (SeenOutcome.Activity, "conversion") => "The browser told of an order. It helps to find the visit; the order itself comes from your server.",
        (SeenOutcome.Activity, "identify") => "The site said who the visitor is.",
        (SeenOutcome.Activity, "consent_given") => "The visitor chose what may be kept.",
        (SeenOutcome.Activity, "pulse") => "Time and pages of the visit.",
        (SeenOutcome.Activity, "duplicate") => "Its id is known: a retry, stored once.",
        (_, IngestHealth.BotCount) => "The user agent is a known crawler's, tool's or monitor's.",
        (_, IngestHealth.BotByPaceCount) => $"More than {VisitorPace.MostTouches} touches of one visitor within a minute ({VisitorPace.MostTouchesWithoutId} without an id): no person is that fast.",
        (_, IngestHealth.PrefetchCount) => "The browser only looked ahead; nobody has seen the page.",
        (_, IngestHealth.ExcludedCount) => "The device or the address is one you left out.",
        (_, IngestHealth.ConsentCount) => "The visitor said no. Nothing of the hit is kept, nor shown here.",
        (_, IngestHealth.ForeignOriginCount) => "The page that sent it is under none of this store's domains.",
        (_, IngestHealth.UnknownKeyCount) => "A page of this store sent a key that is unknown or revoked.",
        (_, IngestHealth.WrongScopeCount) => "The key lacks the scope collect.",
        (_, IngestHealth.TooLargeCount) => "More than 64 KB or 50 hits at once with a public key, 4 MB or 1,000 with a secret one.",
        (_, IngestHealth.InvalidCount) => "The body or an item of it has a fault; its neighbours were stored.",
        (_, IngestHealth.RateLimitCount) => "One address, the store or a key sent more than its limit. The sender was told when to come back.",
        (_, IngestHealth.BusyCount) => "Nothing could be stored at that moment. The sender was told to come back.",
        (_, IngestHealth.NotStoredCount) => "The database refused this one hit; its neighbours were stored.",
        _ => "",
    };

    /// <summary>What to do; empty where all is as it should be.</summary>
    public static string ToDo(SeenOutcome outcome, string reason) => (outcome, reason) switch
    {
        (_, IngestHealth.BotByPaceCount) => "Nothing, unless it is your own test: send it with a secret key, or with a visitor of its own each time.",
        (_, IngestHealth.PrefetchCount) => "Nothing: the visit counts once the page is shown.",
        (_, IngestHealth.ExcludedCount) => "Nothing. To count a device again, open a page of yours with ?attribution=on.",
        (_, IngestHealth.ForeignOriginCount) => "Is the site yours? Add its domain to the store. If not, somebody copied your snippet: nothing was stored.",
        (_, IngestHealth.UnknownKeyCount) => "Compare data-key in the page's snippet with the one under Settings, Install.",
        (_, IngestHealth.WrongScopeCount) => "Use a key with the scope collect, or make one under Settings, Keys.",
        (_, IngestHealth.TooLargeCount) => "Cut it into several calls.",
        (_, IngestHealth.InvalidCount) => "Mend the field that is named, and send the item again.",
        (_, IngestHealth.RateLimitCount) => "Behind a proxy, name it under Proxy:Trusted. For more traffic, raise Tracking:Limits.",
        (_, IngestHealth.BusyCount) or (_, IngestHealth.NotStoredCount) => "Look at the disk and at the server's log. Senders keep their hits and try again.",
        (SeenOutcome.Touch, "unrecognised") => "Use words the rules know, such as utm_medium=email.",
        _ => "",
    };

    /// <summary>What became of it, in one word.</summary>
    public static string NameOf(SeenOutcome outcome) => outcome switch
    {
        SeenOutcome.Touch => "Touch",
        SeenOutcome.Activity => "Activity",
        SeenOutcome.Ignored => "Ignored",
        _ => "Refused",
    };

    /// <summary>The way hits come in, in words.</summary>
    public static string NameOf(HitDoor door) => door switch
    {
        HitDoor.Alias => "Alias",
        HitDoor.Stable => "Stable path",
        HitDoor.Pixel => "Image",
        _ => "Server",
    };

    /// <summary>What was refused: the field of a fault, the host of a foreign page; empty where there is no more to say.</summary>
    public static string DetailOf(SeenHit hit) => hit.Reason switch
    {
        IngestHealth.ForeignOriginCount => hit.Detail.Length > 0 ? hit.Detail : "a page without a host",
        IngestHealth.RateLimitCount => hit.Detail == "key" ? "calls with a secret key" : "",
        IngestHealth.InvalidCount => hit.Detail.Length > 0 ? hit.Detail : "the whole body",
        _ => hit.Detail,
    };

    /// <summary>How many a line stands for; empty for one.</summary>
    public static string HitsOf(SeenHit hit) => hit.Hits == 1 ? "" : $"{hit.Hits.ToString("N0", CultureInfo.CurrentCulture)} hits";
}
