namespace Attribution.Web.Storage.Ingest;

/// <summary>What became of something that arrived.</summary>
public enum SeenOutcome
{
    /// <summary>Stored as a touch.</summary>
    Touch,

    /// <summary>Taken without a touch: a further page of a session, a hint, a known id sent again.</summary>
    Activity,

    /// <summary>Answered and not stored, on purpose.</summary>
    Ignored,

    /// <summary>Not taken: the sender was told why.</summary>
    Refused,
}

/// <summary>
/// Something that arrived, as the page "Collecting" shows it. Holds no address, no user agent and nobody's id; of a page's address what is
/// stored of it, and less where nothing is stored.
/// </summary>
public readonly record struct SeenHit()
{
    /// <summary>Its place in the order of arrival; 0 for one that was read from the tables.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SeenOutcome Outcome { get; init; }

    /// <summary>Of a touch the channel rule that decided; else why it was ignored or refused, or what kind of activity it was.</summary>
    public required string Reason { get; init; }

    /// <summary>What belongs to the reason: the field of a faulty item, the host of a foreign page.</summary>
    public string Detail { get; init; } = "";

    /// <summary>How many hits it stands for: a refused batch is one line.</summary>
    public int Hits { get; init; } = 1;

    /// <summary>The touch; empty where there is none.</summary>
    public Guid TouchId { get; init; }

    /// <summary>Address of the page as it is stored; without its query where nothing is stored.</summary>
    public string Url { get; init; } = "";

    public string ReferrerHost { get; init; } = "";

    public string Channel { get; init; } = "";

    public string SubChannel { get; init; } = "";

    public string Source { get; init; } = "";

    public string Medium { get; init; } = "";

    public string Campaign { get; init; } = "";

    public string Platform { get; init; } = "";

    /// <summary>Space-separated flags.</summary>
    public string Flags { get; init; } = "";

    /// <summary>granted, limited or denied; empty where it is not known.</summary>
    public string Consent { get; init; } = "";

    /// <summary>Whether the store's server sent it.</summary>
    public bool IsServer { get; init; }
}

/// <summary>The way a hit came in.</summary>
public enum HitDoor
{
    /// <summary>The stable path, which public blocklists know.</summary>
    Stable,

    /// <summary>The installation's own path.</summary>
    Alias,

    /// <summary>An image.</summary>
    Pixel,

    /// <summary>A call with a secret key.</summary>
    Server,
}
