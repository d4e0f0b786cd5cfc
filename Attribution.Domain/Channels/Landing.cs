using System.Collections.Frozen;
using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>What a landing carried, as it was sent: nothing here is cleaned yet.</summary>
public sealed record Landing
{
    /// <summary>Address of the page, with query and fragment; empty where there was no page.</summary>
    public string Url { get; init; } = "";

    /// <summary>Referrer as the browser told it; empty for none.</summary>
    public string Referrer { get; init; } = "";

    /// <summary>Tags stated beside the address; a stated tag beats the address's.</summary>
    public CampaignTags Tags { get; init; } = CampaignTags.None;

    /// <summary>Click ids stated beside the address, name to value; they count as if they stood at the address's end.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ClickIds { get; init; } = [];

    /// <summary>Campaign id stated beside the address; empty for none.</summary>
    public string CampaignId { get; init; } = "";

    /// <summary>Ad id stated beside the address; empty for none.</summary>
    public string AdId { get; init; } = "";

    /// <summary>Partner code stated beside the address; empty for none.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Touch type a server stated (CHANNELS §6), such as <c>phone_call</c>; empty where the landing decides.</summary>
    public string TouchType { get; init; } = "";

    /// <summary>Channel a server stated with <see cref="TouchType"/>; empty where the type's own channel stands.</summary>
    public string Channel { get; init; } = "";
}

/// <summary>The six campaign tags, raw; each empty where it was not given.</summary>
public sealed record CampaignTags(string Source, string Medium, string Campaign, string Content, string Term, string Id)
{
    /// <summary>No tag at all.</summary>
    public static CampaignTags None { get; } = new("", "", "", "", "", "");
}

/// <summary>What of a store takes part in resolving a channel.</summary>
/// <param name="Domains">The store's own domains, lower case, without <c>www.</c>.</param>
/// <param name="IgnoredReferrers">Hosts the store does not count as a source.</param>
/// <param name="PartnerCodes">Codes that make a landing a partner's.</param>
public sealed record StoreSites(IReadOnlyList<string> Domains, IReadOnlyList<string> IgnoredReferrers, IReadOnlySet<string> PartnerCodes)
{
    /// <summary>The store's own channel rules.</summary>
    public ChannelRuleSet Rules { get; init; } = ChannelRuleSet.None;

    /// <summary>Click ids that mean something else to this store than to the catalogue, by parameter in lower case.</summary>
    public IReadOnlyDictionary<string, ClickProof> ClickIds { get; init; } = FrozenDictionary<string, ClickProof>.Empty;

    /// <summary>Parameters that this store's links carry the campaign id in; those of the catalogue come first.</summary>
    public UrlParameters CampaignIds { get; init; } = UrlParameters.None;

    /// <summary>Parameters that this store's links carry the ad id in; those of the catalogue come first.</summary>
    public UrlParameters AdIds { get; init; } = UrlParameters.None;

    /// <summary>A store of which only domains are known.</summary>
    public static StoreSites Of(params string[] domains) => new(domains, [], new HashSet<string>());
}
