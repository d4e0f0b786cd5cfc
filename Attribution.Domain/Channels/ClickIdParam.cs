namespace Attribution.Domain.Channels;

/// <summary>What a click id proves (CHANNELS §4).</summary>
public enum ClickProof
{
    /// <summary>Only where the click came from.</summary>
    Network,

    /// <summary>That somebody paid for an ad.</summary>
    Ad,

    /// <summary>That an affiliate sent it.</summary>
    Affiliate,
}

/// <summary>A click id that is known.</summary>
/// <param name="Name">Its parameter, lower case.</param>
/// <param name="Network">Who adds it, as shown.</param>
/// <param name="Proof">What it proves, unless a store says otherwise.</param>
public sealed record KnownClickId(string Name, string Network, ClickProof Proof);

/// <summary>A query parameter that a network adds to its links (CHANNELS §4).</summary>
/// <param name="Param">Its name, lower case.</param>
/// <param name="Source">The network.</param>
/// <param name="Kind">What sort of place the network is.</param>
/// <param name="Proof">What it proves.</param>
/// <param name="Medium">The medium it implies; empty where it says nothing alone.</param>
/// <param name="Platform">Who sold the click.</param>
/// <param name="IsCompanion">Whether it only accompanies an id and is none itself.</param>
/// <param name="IsPersonal">Whether it names a person, so that only its presence is kept.</param>
/// <param name="SubChannel">Of organic search or display that it stands for; empty for none.</param>
internal sealed record ClickIdParam(
    string Param,
    KnownSource Source,
    TrafficKind Kind,
    ClickProof Proof,
    string Medium,
    string Platform,
    bool IsCompanion,
    bool IsPersonal,
    string SubChannel);

/// <summary>A click id of a landing.</summary>
/// <param name="Param">Which one.</param>
/// <param name="Value">Its value with its case; never empty.</param>
internal readonly record struct ClickId(ClickIdParam Param, string Value)
{
    /// <summary>The value as it may be kept: empty for companions, which are no ids, and for those that name a person.</summary>
    public string Kept => Param.IsCompanion || Param.IsPersonal ? "" : Value;
}
