namespace Attribution.Web.Storage.Ingest;

internal enum HitOutcome
{
    /// <summary>A touch was stored.</summary>
    Created,

    /// <summary>A session was extended, or something about a visitor was noted.</summary>
    Activity,

    /// <summary>The id is known; nothing changed.</summary>
    Duplicate,

    /// <summary>Nothing is stored, on purpose.</summary>
    Ignored,

    /// <summary>It could not be stored, though its neighbours were.</summary>
    Failed,
}

/// <summary>What became of a hit. Ids are empty where there is none to tell.</summary>
internal sealed record HitAnswer(HitOutcome Outcome, Guid TouchId)
{
    public string SessionId { get; init; } = "";

    public string VisitorId { get; init; } = "";

    /// <summary>granted, limited or denied, as it was applied.</summary>
    public string Consent { get; init; } = "";

    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Why it was ignored: bot, prefetch, excluded or consent.</summary>
    public string IgnoredAs { get; init; } = "";

    /// <summary>The touch's resolution, or that of the session's first touch; null where there is none.</summary>
    public HitResolution? Resolution { get; init; }

    public static HitAnswer Ignored(Guid id, string reason, string consent) => new(HitOutcome.Ignored, id) { IgnoredAs = reason, Consent = consent };
}

/// <summary>What an answer tells of a touch's resolution.</summary>
internal sealed record HitResolution(string Channel, string SubChannel, string Source, string Medium, string Campaign, string Platform, string Reason, string Flags);

/// <summary>Nothing can be stored now. The sender keeps what it has and comes back.</summary>
internal sealed class IngestBusyException(string message, Exception? inner = null) : Exception(message, inner)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
}
