namespace Attribution.Domain.Paths;

/// <summary>Which channels meet on the way to one order.</summary>
/// <param name="Channels">In the order asked for.</param>
/// <param name="Orders">Orders whose journey holds both channels, by their places in <paramref name="Channels"/>; in the diagonal, those that hold the one. Symmetric.</param>
public sealed record ChannelOverlap(IReadOnlyList<string> Channels, IReadOnlyList<IReadOnlyList<long>> Orders)
{
    /// <summary>Counts pairs. Orders without a journey hold none; of a path that was cut only what is left counts.</summary>
    /// <param name="paths">Any paths.</param>
    /// <param name="channels">Those that pairs are made of, in the order wanted; each once.</param>
    public static ChannelOverlap Of(IEnumerable<PathTally> paths, IReadOnlyList<string> channels) => ChannelTally.Of(paths).Overlap(channels);
}
