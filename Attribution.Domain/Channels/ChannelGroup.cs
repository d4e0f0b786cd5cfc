namespace Attribution.Domain.Channels;

/// <summary>Channels that belong together: what a list is parted by. It decides nothing.</summary>
/// <param name="Id">Name on the wire.</param>
/// <param name="Name">As shown.</param>
public sealed record ChannelGroup(string Id, string Name)
{
    /// <summary>The group of what belongs to no other.</summary>
    public const string Other = "other";

    /// <summary>Every group, in the order they are listed.</summary>
    public static IReadOnlyList<ChannelGroup> All { get; } =
    [
        new("paid", "Paid"),
        new("organic", "Organic"),
        new("owned", "Own audience"),
        new("partners", "Partners and referrals"),
        new("contacts", "Events and contacts"),
        new(Other, "Direct and other"),
    ];

    /// <summary>Whether a text is the id of one of <see cref="All"/>.</summary>
    public static bool IsKnown(string id) => All.Any(group => group.Id == id);

    /// <summary>The group of a built-in channel.</summary>
    /// <param name="channel">Id of one of <see cref="MarketingChannel.All"/>; any other is in <see cref="Other"/>.</param>
    public static string Of(string channel) => channel switch
    {
        "cross_network" or "paid_shopping" or "paid_search" or "paid_social" or "paid_video" or "paid_other" or "display" or "audio" => "paid",
        "organic_shopping" or "organic_social" or "organic_video" or "organic_search" or "ai_assistant" => "organic",
        "email" or "sms" or "push" => "owned",
        "affiliate" or "partner" or "referral" => "partners",
        "event" or "phone" or "chat" or "offline" => "contacts",
        _ => Other,
    };
}
