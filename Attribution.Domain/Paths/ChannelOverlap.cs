namespace Attribution.Domain.Paths;

/// <summary>Which channels meet on the way to one order.</summary>
/// <param name="Channels">In the order asked for.</param>
/// <param name="Orders">Orders whose journey holds both channels, by their places in <paramref name="Channels"/>; in the diagonal, those that hold the one. Symmetric.</param>
public sealed record ChannelOverlap(IReadOnlyList<string> Channels, IReadOnlyList<IReadOnlyList<long>> Orders);
