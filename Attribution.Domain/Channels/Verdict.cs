namespace Attribution.Domain.Channels;

/// <summary>What a rule decided.</summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Reason">The rule's name.</param>
/// <param name="SubChannel">Of whatever gave the kind; empty for none.</param>
/// <param name="Kind">The kind it found.</param>
internal sealed record Verdict(string Channel, string Reason, string SubChannel, TrafficKind Kind);
