using Attribution.Domain.Channels;

namespace Attribution.Web.Catalogue;

/// <summary>A channel as the page of channels lists it.</summary>
/// <param name="Id">Name on the wire.</param>
/// <param name="Ga4">What Google Analytics 4 calls it; empty where it has none.</param>
/// <param name="ComesIn">What comes in, in words.</param>
/// <param name="Mediums">Mediums that alone lead to it.</param>
/// <param name="Sources">Names of sources that alone lead to it.</param>
/// <param name="Shorthands">Shorthands of sources that alone lead to it, such as <c>fb</c>.</param>
public sealed record ChannelLine(string Id, string Ga4, string ComesIn, IReadOnlyList<string> Mediums, IReadOnlyList<string> Sources, IReadOnlyList<string> Shorthands);

/// <summary>An older name of a channel or touch, and what it is here.</summary>
/// <param name="Name">As older material has it.</param>
/// <param name="Channel">Id of the channel; empty where there is none.</param>
/// <param name="SubChannel">The sub-channel; empty for none.</param>
/// <param name="Note">What else is to know; empty for nothing.</param>
public sealed record OlderName(string Name, string Channel, string SubChannel = "", string Note = "");

/// <summary>Tells of the built-in channels what leads to them: asked of the resolver, so that it can't be wrong.</summary>
internal static class ChannelGuide
{
    private static readonly Lazy<IReadOnlyList<ChannelLine>> AllLines = new(Read);

    /// <summary>The built-in channels, in the order of the specification.</summary>
    public static IReadOnlyList<ChannelLine> Lines => AllLines.Value;

    /// <summary>The seven channels that older demonstrations show.</summary>
    public static IReadOnlyList<OlderName> DemoChannels { get; } =
    [
        new("paid_search", "paid_search"),
        new("organic", "organic_search"),
        new("social", "organic_social", Note: "paid_social when paid"),
        new("email", "email"),
        new("direct", "direct"),
        new("referral", "referral"),
        new("Facebook", "paid_social", Note: "as a channel: source facebook, platform meta_ads; organic_social when unpaid"),
    ];

    /// <summary>Older names that are no channel here.</summary>
    public static IReadOnlyList<OlderName> OtherNames { get; } =
    [
        new("Google", "", Note: "as a platform: platform google_ads; the channel by the rules"),
        new("Google Analytics", "", Note: "as an integration: import source google_analytics"),
        new("Facebook Ads", "", Note: "as an integration: platform meta_ads"),
        new("click", "", Note: "as a touch type: an interaction, kept with the touch; no channel"),
        new("channel_type, is_active", "", Note: "as settings of a channel: a channel of the store's own"),
    ];

    private static List<ChannelLine> Read()
    {
        var catalog = SourceCatalog.BuiltIn;
        var mediums = catalog.MediumNames.ToLookup(word => ChannelOf("utm_medium", word));
        var sources = catalog.SourceNames.ToLookup(source => ChannelOf("utm_source", source.Key), source => source.Value);
        var shorthands = catalog.SourceShorthands.ToLookup(alias => ChannelOf("utm_source", alias.Key), alias => alias.Key);
        return [.. MarketingChannel.All.Select(channel => new ChannelLine(
            channel.Id, Ga4Of(channel.Id), ComesInOf(channel.Id), [.. mediums[channel.Id]], [.. sources[channel.Id].Distinct()], [.. shorthands[channel.Id]]))];
    }

    private static string ChannelOf(string tag, string value) =>
        ChannelResolver.BuiltIn.Resolve(new Landing { Url = $"https://shop.example/?{tag}={Uri.EscapeDataString(value)}" }, StoreSites.Of("shop.example")).Channel;

    private static string Ga4Of(string id) => id switch
    {
        "ai_assistant" => "AI Assistant",
        "push" => "Mobile Push Notifications",
        "other" => "Unassigned",
        "partner" or "event" or "phone" or "chat" or "offline" => "",
        _ => MarketingChannel.NameOf(id),
    };

    private static string ComesInOf(string id) => id switch
    {
        "direct" => "No tag, no click id, no outside referrer",
        "cross_network" => "Performance Max, Demand Gen, Smart Shopping",
        "paid_shopping" => "Paid clicks on shopping sites, and paid campaigns called shopping",
        "paid_search" => "Paid clicks on search engines",
        "paid_social" => "Paid clicks on social networks",
        "paid_video" => "Paid clicks on video sites",
        "display" => "Banners, native and programmatic ads, ad networks, ads in Gmail",
        "paid_other" => "Paid, and the kind of site is unknown; ads in AI assistants",
        "organic_shopping" => "Shopping sites, unpaid",
        "organic_social" => "Social networks, forums and messengers, unpaid",
        "organic_video" => "Video sites, unpaid",
        "organic_search" => "Search engines, unpaid",
        "ai_assistant" => "ChatGPT, Gemini, Claude, Perplexity, Copilot and their like",
        "email" => "Mail tags, mail click ids, webmail",
        "affiliate" => "Affiliate tags, networks and click ids",
        "partner" => "Partners and brokers of the store: by medium, by code, by its server",
        "audio" => "Podcasts, radio, music services",
        "sms" => "Text messages",
        "push" => "Notifications of browsers and apps",
        "referral" => "Any other website or app",
        "event" => "Fairs, webinars and other events: tagged, or sent by the store's server",
        "phone" => "Calls, sent by the store's server",
        "chat" => "Chats, sent by the store's server",
        "offline" => "Print, QR codes, TV, posters, direct mail",
        _ => "Tagged, and no rule knows the tags: the list of links to mend",
    };
}
