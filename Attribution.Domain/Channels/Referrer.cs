using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>What the referrer says.</summary>
/// <param name="Host">Normalised, an app's package for an app; empty for none.</param>
/// <param name="Url">As it may be kept: scheme, host and path; empty for none.</param>
/// <param name="IsApp">Whether it is an app.</param>
/// <param name="Source">The source it is; null for one that nobody knows or that does not count.</param>
/// <param name="Flags">Why it does not count; none where it does.</param>
internal sealed record Referrer(string Host, string Url, bool IsApp, KnownSource? Source, LandingFlags Flags)
{
    public static Referrer None { get; } = new("", "", false, null, LandingFlags.None);

    public static Referrer Bad { get; } = None with { Flags = LandingFlags.BadReferrer };

    /// <summary>Whether it counts as a source.</summary>
    public bool Counts => Host.Length > 0 && Flags == LandingFlags.None;

    /// <summary>Whether the visitor comes back from the store itself or from a step on the way, such as paying.</summary>
    public bool IsReturn => (Flags & (LandingFlags.SelfReferral | LandingFlags.ExcludedReferrer)) != LandingFlags.None;
}
