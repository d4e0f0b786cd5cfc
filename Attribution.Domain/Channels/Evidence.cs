using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>All that a landing says about the marketing behind it: what the rules of CHANNELS §3 judge by.</summary>
internal sealed record Evidence
{
    public required LandingTags Tags { get; init; }

    /// <summary>The click id that was there, contradicted or not; null for none.</summary>
    public required ClickId? ClickId { get; init; }

    /// <summary>Whether the referrer shows that somebody only shared an ad's link.</summary>
    public required bool IsClickIdContradicted { get; init; }

    public required Referrer Referrer { get; init; }

    /// <summary>Whether the partner code is one of the store's.</summary>
    public required bool IsPartner { get; init; }

    public required LandingPage Page { get; init; }

    public required LandingFlags Flags { get; init; }

    public SourceMeaning Source => Tags.Source;

    public MediumMeaning Medium => Tags.Medium;

    /// <summary>Whether a tag that means something was there; a store's own partner code is one.</summary>
    public bool IsTagged => Tags.HasAny || IsPartner;

    /// <summary>The click id that counts; null for none.</summary>
    public ClickIdParam? Click => IsClickIdContradicted ? null : ClickId?.Param;

    /// <summary>Whether a click id proves an ad.</summary>
    public bool IsAdClick => Click?.Proof == ClickProof.Ad;

    /// <summary>Whether somebody paid for the click.</summary>
    public bool IsPaid => Medium.IsPaid || Source.IsPaid || IsAdClick;
}
