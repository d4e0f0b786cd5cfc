using Attribution.Domain.Journeys;

namespace Attribution.Web.Storage.Ingest;

/// <summary>A session while the writer holds it.</summary>
internal sealed class SessionState
{
    public required string Id { get; init; }

    public required string VisitorId { get; set; }

    public string UserId { get; set; } = "";

    public Guid FirstTouchId { get; set; }

    public Guid LastTouchId { get; set; }

    public int TouchCount { get; set; }

    public required DateTimeOffset StartedAt { get; set; }

    public required DateTimeOffset LastActivityAt { get; set; }

    public int Seconds { get; set; }

    public int Pages { get; set; }

    /// <summary>Whether a server named it: it is never split or joined.</summary>
    public bool IsStated { get; set; }

    /// <summary>The session it became part of; empty for one of its own.</summary>
    public string MergedInto { get; set; } = "";

    /// <summary>Whether no touch is in it yet: it is made by the hit at hand.</summary>
    public bool IsNew => TouchCount == 0;

    public SessionSpan Span => new(StartedAt, LastActivityAt);

    public void TellActivity(DateTimeOffset at)
    {
        if (at > LastActivityAt)
        {
            LastActivityAt = at;
        }
    }

    /// <summary>Puts a touch in its place, also a late one: first and last are those by instant, then id.</summary>
    public void Add(Guid touch, DateTimeOffset at, DateTimeOffset lastTouchAt)
    {
        if (IsNew || (at, touch).CompareTo((StartedAt, FirstTouchId)) < 0)
        {
            FirstTouchId = touch;
            StartedAt = at;
        }

        if (IsNew || (at, touch).CompareTo((lastTouchAt, LastTouchId)) > 0)
        {
            LastTouchId = touch;
        }

        TouchCount++;
        TellActivity(at);
    }
}
