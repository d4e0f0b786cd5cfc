namespace Attribution.Domain.Channels.Hygiene;

/// <summary>Touches that carry the same tags and were read the same.</summary>
/// <param name="Raw">Their tags as they stood in the link.</param>
/// <param name="Channel">The channel they were given.</param>
/// <param name="Reason">Why.</param>
/// <param name="Flags">What was odd about them, such as <c>self_referral</c>.</param>
/// <param name="Page">Host and path of a page they landed on; empty for none.</param>
/// <param name="Touches">How many there are, at least 1.</param>
public sealed record TaggedTouches(CampaignTags Raw, string Channel, string Reason, IReadOnlyList<string> Flags, string Page, long Touches);

/// <summary>Something about links that is to be mended.</summary>
/// <param name="Kind">One of <see cref="HygieneKinds"/>.</param>
/// <param name="Field">The tag, such as <c>utm_medium</c>; empty where it is about the whole link.</param>
/// <param name="Value">What was written there; of what names a person only the kind.</param>
/// <param name="Fix">What to write instead; empty where only a person can tell.</param>
/// <param name="Touches">How many touches it concerns.</param>
public sealed record HygieneFinding(string Kind, string Field, string Value, string Fix, long Touches)
{
    /// <summary>Campaigns it was found in, the most frequent first, at most three.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];

    /// <summary>Host and path of pages that such links led to, the most frequent first, at most three.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];
}

/// <summary>What can be wrong with links, by name on the wire.</summary>
public static class HygieneKinds
{
    /// <summary>A tagged link on the store's own pages: it makes the store its own source.</summary>
    public const string InternalLink = "internal_link";

    /// <summary>No rule knows the medium, so that the touches count as Other.</summary>
    public const string UnknownMedium = "unknown_medium";

    /// <summary>The link says too little to be filed: no medium, and a source nobody knows or none.</summary>
    public const string UnknownTags = "unknown_tags";

    /// <summary>A slip of the finger away from a value that is known.</summary>
    public const string Misspelt = "misspelt";

    /// <summary>One value written in several ways.</summary>
    public const string Variant = "variant";

    /// <summary>A medium that the store's naming convention does not list.</summary>
    public const string NotAllowed = "not_allowed";

    /// <summary>A placeholder that an ad platform did not fill in.</summary>
    public const string UnexpandedMacro = "unexpanded_macro";

    /// <summary>A value that was encoded more than once.</summary>
    public const string DoubleEncoded = "double_encoded";

    /// <summary>A second question mark before the tags.</summary>
    public const string MalformedQuery = "malformed_query";

    /// <summary>Bytes that are no text.</summary>
    public const string InvalidText = "invalid_utf8";

    /// <summary>A tag that names a person.</summary>
    public const string PersonalData = "personal_data";

    /// <summary>Every kind, the gravest first.</summary>
    public static IReadOnlyList<string> All { get; } =
        [PersonalData, InternalLink, UnknownMedium, UnknownTags, Misspelt, UnexpandedMacro, NotAllowed, Variant, DoubleEncoded, MalformedQuery, InvalidText];
}
