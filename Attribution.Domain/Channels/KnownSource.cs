namespace Attribution.Domain.Channels;

/// <summary>A source the catalogue knows.</summary>
/// <param name="Id">As stored with a touch, such as <c>google</c>.</param>
/// <param name="Name">As shown, such as <c>Google</c>.</param>
/// <param name="Kind">What sort of place it is.</param>
/// <param name="SubChannel">Such as <c>webmail</c>; empty for none.</param>
internal sealed record KnownSource(string Id, string Name, TrafficKind Kind, string SubChannel);
