namespace Attribution.Domain.Channels;

/// <summary>The answer to "which marketing was this": one channel, and the reason for it.</summary>
public sealed record Resolution
{
    /// <summary>Channel id: one of <see cref="MarketingChannel"/>'s or a store's own.</summary>
    public required string Channel { get; init; }

    /// <summary>The rule that decided, such as <c>ad_click_id</c> (CHANNELS §3).</summary>
    public required string Reason { get; init; }

    /// <summary>Version of the store's rules that were asked; 0 where it has none.</summary>
    public int RuleVersion { get; init; }

    /// <summary>Normalised source, such as <c>google</c>; <c>(direct)</c> or <c>(not set)</c> where there is none.</summary>
    public required string Source { get; init; }

    /// <summary>Normalised medium, such as <c>cpc</c>; <c>(none)</c> or <c>(not set)</c> where there is none.</summary>
    public required string Medium { get; init; }

    /// <summary>Sub-channel, such as <c>newsletter</c>; empty for none.</summary>
    public string SubChannel { get; init; } = "";

    /// <summary>Who sold the click, such as <c>google_ads</c>; empty where nobody did.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Campaign with its case kept; empty for none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>Content tag with its case kept; empty for none.</summary>
    public string Content { get; init; } = "";

    /// <summary>Term tag with its case kept; empty for none.</summary>
    public string Term { get; init; } = "";

    /// <summary>Campaign id; empty for none.</summary>
    public string CampaignId { get; init; } = "";

    /// <summary>Ad id; empty for none.</summary>
    public string AdId { get; init; } = "";

    /// <summary>Name of the click id that counted, lower case, such as <c>gclid</c>; empty for none.</summary>
    public string ClickIdType { get; init; } = "";

    /// <summary>The click id's value, case kept; empty for none and for those that name a person.</summary>
    public string ClickId { get; init; } = "";

    /// <summary>Partner code as sent; empty for none.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Campaign tags exactly as they arrived, before any cleaning.</summary>
    public CampaignTags Raw { get; init; } = CampaignTags.None;

    /// <summary>What was odd about the landing, such as <c>double_encoded</c>, in alphabetical order.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Host of the landing page, lower case; empty where there was no page.</summary>
    public string LandingHost { get; init; } = "";

    /// <summary>Path of the landing page, such as <c>/shoes</c>.</summary>
    public string LandingPath { get; init; } = "";

    /// <summary>The landing's address as it may be kept: host, path, campaign and click parameters, nothing personal.</summary>
    public string LandingUrl { get; init; } = "";

    /// <summary>Referrer's host, normalised; also of a referrer that does not count; empty for none.</summary>
    public string ReferrerHost { get; init; } = "";

    /// <summary>Referrer as it may be kept: scheme, host and path; empty for none.</summary>
    public string ReferrerUrl { get; init; } = "";

    /// <summary>Whether any campaign tag with a meaning was there.</summary>
    public bool HasTags { get; init; }

    /// <summary>Whether a click id was there, contradicted or not.</summary>
    public bool HasClickId { get; init; }

    /// <summary>Whether a referrer stood that counts as a source.</summary>
    public bool HasReferrer { get; init; }

    /// <summary>Whether the referrer was the store itself or an excluded host: such a landing continues a session (CHANNELS §2).</summary>
    public bool IsReturn { get; init; }
}
