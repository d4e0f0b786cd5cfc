namespace Attribution.Domain.Touches;

/// <summary>One marketing interaction of a person with a store, already resolved to a channel. Immutable.</summary>
/// <param name="Id">Client- or server-made UUID; ids order as their lower-case text, which is how <see cref="Guid.CompareTo(Guid)"/> orders.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Channel">Channel id, such as <c>paid_search</c>.</param>
/// <param name="Source">Normalised source, such as <c>google</c> or <c>(direct)</c>.</param>
/// <param name="Medium">Normalised medium, such as <c>cpc</c> or <c>(none)</c>.</param>
public sealed record Touch(Guid Id, DateTimeOffset OccurredAt, string Channel, string Source, string Medium)
{
    /// <summary>Campaign name as first seen; empty where there is none.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>Sub-channel, such as <c>newsletter</c>; empty where there is none.</summary>
    public string SubChannel { get; init; } = "";

    /// <summary>Session the touch belongs to; empty for an offline contact, which opens none.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Browser the touch came from; empty where a server sent only a user.</summary>
    public string VisitorId { get; init; } = "";

    /// <summary>Touch type a server stated, such as <c>phone_call</c>; empty where the landing decided.</summary>
    public string Type { get; init; } = "";

    /// <summary>How engaged the person was, in the store's own measure: the touch's where it was sent, else its session's at order time; null where neither is known.</summary>
    public double? Engagement { get; init; }

    /// <summary>The total order of touches in a journey: by instant, then by id as lower-case text.</summary>
    public static IComparer<Touch> InOrder { get; } = Comparer<Touch>.Create((left, right) =>
        left.OccurredAt.CompareTo(right.OccurredAt) is var byTime and not 0 ? byTime : left.Id.CompareTo(right.Id));
}
