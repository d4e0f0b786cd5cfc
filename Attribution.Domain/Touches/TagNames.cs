namespace Attribution.Domain.Touches;

/// <summary>The query parameters that name a campaign, each list in the order in which one stands in for the other.</summary>
internal static class TagNames
{
    public static readonly string[] Source = ["utm_source", "mtm_source", "pk_source"];
    public static readonly string[] Medium = ["utm_medium", "mtm_medium", "pk_medium"];
    public static readonly string[] Campaign = ["utm_campaign", "mtm_campaign", "pk_campaign"];
    public static readonly string[] Content = ["utm_content", "mtm_content", "pk_content"];
    public static readonly string[] Term = ["utm_term", "mtm_term", "mtm_kwd", "mtm_keyword", "pk_term", "pk_kwd", "pk_keyword"];
    public static readonly string[] Id = ["utm_id", "mtm_cid", "mtm_id", "pk_cid", "pk_id"];
    public static readonly string[] CampaignId = ["gad_campaignid", "campaign_id", "campaignid", "hsa_cam"];
    public static readonly string[] AdId = ["ad_id", "adid", "hsa_ad", "utm_ad"];
    public static readonly string[] Partner = ["partner", "ref_code"];

    /// <summary>They stand in for a source only where the catalogue knows the value: sites use these names for much else.</summary>
    public static readonly string[] Reference = ["ref", "source"];

    /// <summary>Tags that can decide a channel. Content and term never do.</summary>
    public static readonly string[] Deciding = [.. Source, .. Medium, .. Campaign, .. Id];

    public static readonly string[] All =
        [.. Deciding, .. Content, .. Term, .. CampaignId, .. AdId, .. Partner, .. Reference];

    /// <summary>Whether a key is written like a campaign tag, known or not.</summary>
    public static bool IsTagLike(ReadOnlySpan<char> key) =>
        key.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("mtm_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("pk_", StringComparison.OrdinalIgnoreCase);
}
