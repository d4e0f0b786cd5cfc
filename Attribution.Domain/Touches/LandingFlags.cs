namespace Attribution.Domain.Touches;

/// <summary>What can be odd about a landing, in the alphabetical order of the names on the wire.</summary>
[Flags]
internal enum LandingFlags
{
    None = 0,
    BadReferrer = 1 << 0,
    ClickIdContradicted = 1 << 1,
    DoubleEncoded = 1 << 2,
    ExcludedReferrer = 1 << 3,
    InvalidUtf8 = 1 << 4,
    MalformedQuery = 1 << 5,
    PrivateReferrer = 1 << 6,
    RefParam = 1 << 7,
    SelfReferral = 1 << 8,
    Truncated = 1 << 9,
    UnexpandedMacro = 1 << 10,
}

internal static class LandingFlagNames
{
    private static readonly string[] Names =
    [
        "bad_referrer", "click_id_contradicted", "double_encoded", "excluded_referrer", "invalid_utf8", "malformed_query",
        "private_referrer", "ref_param", "self_referral", "truncated", "unexpanded_macro",
    ];

    /// <summary>The flags' names on the wire, in alphabetical order.</summary>
    public static IReadOnlyList<string> ToNames(this LandingFlags flags) =>
        flags == LandingFlags.None ? [] : [.. Names.Where((_, bit) => flags.HasFlag((LandingFlags)(1 << bit)))];
}
