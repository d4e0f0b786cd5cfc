using System.Collections.Frozen;

namespace Attribution.Domain.Touches;

/// <summary>A kind of touch that a server may state (CHANNELS §6).</summary>
/// <param name="Id">Name on the wire, such as <c>phone_call</c>.</param>
/// <param name="Channel">The channel it stands for.</param>
/// <param name="SubChannel">The sub-channel; empty for none.</param>
public sealed record TouchType(string Id, string Channel, string SubChannel = "");

/// <summary>The touch types there are.</summary>
public static class TouchTypes
{
    /// <summary>Of social media: organic, and paid where tags or a click id say so.</summary>
    public const string SocialMedia = "social_media";

    // Channels of which nothing is a visit when a server states it (API.md, Reports).
    private static readonly FrozenSet<string> OfflineChannels = FrozenSet.Create("phone", "chat", "event", "offline", "partner");

    private static readonly FrozenDictionary<string, TouchType> ById;

    static TouchTypes()
    {
        All =
        [
            new("organic_search", "organic_search"),
            new("paid_search", "paid_search"),
            new(SocialMedia, "organic_social"),
            new("email", "email"),
            new("display_ad", "display"),
            new("referral", "referral"),
            new("direct", "direct"),
            new("partner_referral", "partner", "partner"),
            new("broker_referral", "partner", "broker"),
            new("affiliate", "affiliate"),
            new("webinar", "event", "webinar"),
            new("event", "event", "event"),
            new("phone_call", "phone", "call"),
            new("chat", "chat", "live_chat"),
            new("other", "other"),
        ];
        ById = All.ToFrozenDictionary(type => type.Id);
    }

    /// <summary>Every touch type, in the order of the specification.</summary>
    public static IReadOnlyList<TouchType> All { get; }

    /// <summary>Whether <paramref name="type"/> is one of <see cref="All"/>.</summary>
    public static bool IsKnown(string type) => Find(type) is not null;

    /// <summary>The touch type of that name; null for none.</summary>
    public static TouchType? Find(string type) => string.IsNullOrEmpty(type) ? null : ById.GetValueOrDefault(type);

    /// <summary>Whether a stated touch is a contact away from the site: it opens no session and is no visit.</summary>
    /// <param name="type">The touch type stated; empty for none.</param>
    /// <param name="channel">The channel stated with it; empty for none.</param>
    public static bool IsOfflineContact(string type, string channel = "") =>
        (Find(type) is { } known && OfflineChannels.Contains(known.Channel)) || OfflineChannels.Contains(channel ?? "");
}
