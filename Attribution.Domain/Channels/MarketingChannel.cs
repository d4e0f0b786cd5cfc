using System.Collections.Frozen;

namespace Attribution.Domain.Channels;

/// <summary>A channel of CHANNELS §1.</summary>
/// <param name="Id">Name on the wire, such as <c>paid_search</c>. Never given another meaning.</param>
/// <param name="Name">As shown, such as <c>Paid Search</c>.</param>
public sealed record MarketingChannel(string Id, string Name)
{
    /// <summary>No tag, no click id, no outside referrer.</summary>
    public const string Direct = "direct";

    /// <summary>Where conversions without a journey stand. Not a channel of any touch.</summary>
    public const string Unattributed = "unattributed";

    /// <summary>Every channel a touch can have by default, in the order of the specification.</summary>
    public static IReadOnlyList<MarketingChannel> All { get; } =
    [
        new(Direct, "Direct"),
        new("cross_network", "Cross-network"),
        new("paid_shopping", "Paid Shopping"),
        new("paid_search", "Paid Search"),
        new("paid_social", "Paid Social"),
        new("paid_video", "Paid Video"),
        new("display", "Display"),
        new("paid_other", "Paid Other"),
        new("organic_shopping", "Organic Shopping"),
        new("organic_social", "Organic Social"),
        new("organic_video", "Organic Video"),
        new("organic_search", "Organic Search"),
        new("ai_assistant", "AI Assistants"),
        new("email", "Email"),
        new("affiliate", "Affiliates"),
        new("partner", "Partners"),
        new("audio", "Audio"),
        new("sms", "SMS"),
        new("push", "Push"),
        new("referral", "Referral"),
        new("event", "Events"),
        new("phone", "Phone"),
        new("chat", "Chat"),
        new("offline", "Offline"),
        new("other", "Other"),
    ];

    private static readonly FrozenDictionary<string, MarketingChannel> ById = All.ToFrozenDictionary(channel => channel.Id);

    /// <summary>Whether <paramref name="id"/> is one of <see cref="All"/>.</summary>
    public static bool IsKnown(string id) => ById.ContainsKey(id);

    /// <summary>How a channel is shown: its name, "Unattributed", or the id itself for a store's own.</summary>
    public static string NameOf(string id) =>
        ById.TryGetValue(id, out var channel) ? channel.Name : id == Unattributed ? "Unattributed" : id;
}
