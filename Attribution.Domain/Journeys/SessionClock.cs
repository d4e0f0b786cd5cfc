namespace Attribution.Domain.Journeys;

/// <summary>Decides whether a hit belongs to a visitor's session or starts a new one.</summary>
public sealed record SessionClock
{
    /// <summary>How long after the last activity a return from a payment page still continues the session, ends included.</summary>
    public static readonly TimeSpan ReturnLimit = TimeSpan.FromHours(24);

    /// <summary>A clock for a store's session timeout.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above 0 or longer than 24 hours.</exception>
    public SessionClock(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, ReturnLimit);
        Timeout = timeout;
    }

    /// <summary>Hits with gaps below this are one session; above 0, at most 24 hours.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether a hit extends a session; if not, it starts one.</summary>
    /// <param name="session">The visitor's session so far.</param>
    /// <param name="at">When the hit occurred; a late arrival may lie before the session's last activity, or before its start.</param>
    /// <param name="isReturn">Whether the hit comes from the store itself or a payment page, without tag or click id: the gap while paying ends no session.</param>
    public bool Extends(SessionSpan session, DateTimeOffset at, bool isReturn)
    {
        if (at < session.StartedAt)
        {
            return session.StartedAt - at < Timeout;
        }

        var gap = at - session.LastActivityAt;
        return gap < Timeout || (isReturn && gap <= ReturnLimit);
    }
}

/// <summary>From a session's first hit to its last so far.</summary>
/// <param name="StartedAt">The first hit.</param>
/// <param name="LastActivityAt">The last hit, at or after the first.</param>
public sealed record SessionSpan(DateTimeOffset StartedAt, DateTimeOffset LastActivityAt)
{
    /// <summary>The span with one more hit in it.</summary>
    public SessionSpan With(DateTimeOffset hit) =>
        new(hit < StartedAt ? hit : StartedAt, hit > LastActivityAt ? hit : LastActivityAt);
}
