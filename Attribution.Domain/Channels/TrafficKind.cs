namespace Attribution.Domain.Channels;

/// <summary>What sort of place a click came from, apart from whether somebody paid for it.</summary>
internal enum TrafficKind
{
    Unknown,
    Direct,
    Search,
    Shopping,
    Social,
    Video,
    Ai,
    News,
    Referral,
    Email,
    Affiliate,
    Partner,
    Audio,
    Sms,
    Push,
    Display,
    AdNetwork,
    Event,
    Phone,
    Chat,
    Offline,
    CrossNetwork,
}

internal static class TrafficKinds
{
    /// <summary>The kind a data file names, such as <c>ad_network</c>.</summary>
    public static TrafficKind Parse(string name) =>
        Enum.Parse<TrafficKind>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>The table "Kind × paid" of CHANNELS §1.</summary>
    public static string Channel(this TrafficKind kind, bool paid) => kind switch
    {
        TrafficKind.Search => paid ? "paid_search" : "organic_search",
        TrafficKind.Shopping => paid ? "paid_shopping" : "organic_shopping",
        TrafficKind.Social => paid ? "paid_social" : "organic_social",
        TrafficKind.Video => paid ? "paid_video" : "organic_video",
        TrafficKind.Ai => paid ? "paid_other" : "ai_assistant",
        TrafficKind.News or TrafficKind.Referral => paid ? "paid_other" : "referral",
        TrafficKind.Unknown => paid ? "paid_other" : "other",
        TrafficKind.Direct => paid ? "paid_other" : MarketingChannel.Direct,
        TrafficKind.Display or TrafficKind.AdNetwork => "display",
        TrafficKind.Email => "email",
        TrafficKind.Affiliate => "affiliate",
        TrafficKind.Partner => "partner",
        TrafficKind.Audio => "audio",
        TrafficKind.Sms => "sms",
        TrafficKind.Push => "push",
        TrafficKind.Event => "event",
        TrafficKind.Phone => "phone",
        TrafficKind.Chat => "chat",
        TrafficKind.Offline => "offline",
        TrafficKind.CrossNetwork => "cross_network",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a channel."),
    };
}
