namespace Attribution.Web.Components;

/// <summary>Says in words why a landing was resolved as it was: the rules of docs/channels.md, and what was odd about it. One place for all pages.</summary>
public static class ChannelReasons
{
    private const string StoreRule = "rule:";

    /// <summary>A rule in a few words, such as <c>Ad click id</c>.</summary>
    public static string NameOf(string reason) => reason switch
    {
        "touch_type" => "Stated by the sender",
        "partner_code" => "Partner's code",
        "cross_network" => "Cross-network campaign",
        "medium_kind" => "utm_medium",
        "shopping_campaign" => "Shopping campaign",
        "source_word" => "Word in utm_source",
        "source_kind" => "utm_source",
        "affiliate_click_id" => "Affiliate click id",
        "ad_click_id" => "Ad click id",
        "referrer_kind" => "Known referrer",
        "network_click_id" => "Network click id",
        "weak_medium" => "Hint in utm_medium",
        "referrer" => "Referrer",
        "source_host" => "Website in utm_source",
        "unrecognised" => "Unknown tags",
        "direct" => "No evidence",
        _ when IsStoreRule(reason) => "Your rule",
        _ => reason.Replace('_', ' '),
    };

    /// <summary>Why the rule decided, as a sentence.</summary>
    public static string Why(string reason) => reason switch
    {
        "touch_type" => "The sender stated what kind of contact it was.",
        "partner_code" => "The link carries the code of one of your partners.",
        "cross_network" => "The campaign runs across networks, such as Performance Max or Demand Gen.",
        "medium_kind" => "utm_medium names the kind of traffic, which is the strongest evidence after your own rules.",
        "shopping_campaign" => "The campaign's name says shopping, and nothing stronger says otherwise.",
        "source_word" => "utm_source contains a word that names the kind of traffic, such as newsletter.",
        "source_kind" => "utm_source is a site or app whose kind is known.",
        "affiliate_click_id" => "The link carries the click id of an affiliate network.",
        "ad_click_id" => "The link carries a click id that proves a paid ad. The referrer tells where the ad stood.",
        "referrer_kind" => "The visitor came from a site or app whose kind is known.",
        "network_click_id" => "The link carries a click id that says where it came from, but proves no ad.",
        "weak_medium" => "utm_medium hints at the kind of traffic, and nothing stronger says otherwise.",
        "referrer" => "The visitor came from another website or app.",
        "source_host" => "utm_source is the name of a website.",
        "unrecognised" => "The link is tagged, but no rule knows its tags. Mend utm_source and utm_medium in the link.",
        "direct" => "No campaign tag, no click id and no outside referrer.",
        _ when IsStoreRule(reason) => $"Rule {reason[StoreRule.Length..]} of this store matched.",
        _ => $"The rule {reason.Replace('_', ' ')} matched.",
    };

    /// <summary>What was odd about a landing or a clock, as a sentence.</summary>
    public static string OfFlag(string flag) => flag switch
    {
        "bad_referrer" => "The referrer is no web address and was left out.",
        "bad_field" => "A field could not be read and was left out.",
        "click_id_contradicted" => "Somebody shared an ad's link: its click id counts for nothing.",
        "clock_corrected" => "The device's clock was wrong by more than 30 seconds and was corrected.",
        "double_encoded" => "The tags were encoded twice.",
        "excluded_referrer" => "The referrer is a payment or sign-in page, or one you left out: it is no source.",
        "invalid_utf8" => "The tags contain bytes that are no text.",
        "malformed_query" => "The address has a second question mark before its tags.",
        "private_referrer" => "The referrer is an address of a private network: it is no source.",
        "ref_param" => "The parameter ref or source stood in for utm_source.",
        "self_referral" => "The referrer is one of your own domains: it is no source.",
        "time_bounded" => "The stated time was too far off and was moved to the nearest one allowed.",
        "truncated" => "Something was too long and was cut.",
        "unexpanded_macro" => "A tag holds a placeholder the ad platform did not fill in. Mend the link's template.",
        _ => flag.Replace('_', ' ') + ".",
    };

    private static bool IsStoreRule(string reason) => reason.StartsWith(StoreRule, StringComparison.Ordinal);
}
