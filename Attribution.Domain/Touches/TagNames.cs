namespace Attribution.Domain.Touches;

/// <summary>A tag and the parameters that may carry it.</summary>
/// <param name="Bit">Of the tag in a set of tags.</param>
/// <param name="Keys">In the order in which one stands in for the other.</param>
internal sealed record TagName(int Bit, string[] Keys)
{
    /// <summary>A tag that no parameter carries.</summary>
    public static TagName None { get; } = new(0, []);
}

/// <summary>The query parameters that name a campaign, each list in the order in which one stands in for the other.</summary>
internal static class TagNames
{
    public static readonly TagName Source = new(1 << 0, ["utm_source", "mtm_source", "pk_source"]);
    public static readonly TagName Medium = new(1 << 1, ["utm_medium", "mtm_medium", "pk_medium"]);
    public static readonly TagName Campaign = new(1 << 2, ["utm_campaign", "mtm_campaign", "pk_campaign"]);
    public static readonly TagName Content = new(1 << 3, ["utm_content", "mtm_content", "pk_content"]);
    public static readonly TagName Term = new(1 << 4, ["utm_term", "mtm_term", "mtm_kwd", "mtm_keyword", "pk_term", "pk_kwd", "pk_keyword"]);
    public static readonly TagName Id = new(1 << 5, ["utm_id", "mtm_cid", "mtm_id", "pk_cid", "pk_id"]);
    public static readonly TagName CampaignId = new(1 << 6, ["gad_campaignid", "campaign_id", "campaignid", "hsa_cam"]);
    public static readonly TagName AdId = new(1 << 7, ["ad_id", "adid", "hsa_ad", "utm_ad"]);
    public static readonly TagName Partner = new(1 << 8, ["partner", "ref_code"]);

    /// <summary>They stand in for a source only where the catalogue knows the value: sites use these names for much else.</summary>
    public static readonly TagName Reference = new(1 << 9, ["ref", "source"]);

    /// <summary>Tags that can decide a channel. Content and term never do.</summary>
    public static readonly int Deciding = Source.Bit | Medium.Bit | Campaign.Bit | Id.Bit;

    public static readonly TagName[] All = [Source, Medium, Campaign, Id, Content, Term, CampaignId, AdId, Partner, Reference];

    /// <summary>Whether a key is written like a campaign tag, known or not.</summary>
    public static bool IsTagLike(ReadOnlySpan<char> key) =>
        key.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("mtm_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("pk_", StringComparison.OrdinalIgnoreCase);
}
