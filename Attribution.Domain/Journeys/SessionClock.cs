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

    /// <summary>Whether a touch of another campaign than the session's starts a new one.</summary>
    public bool EndsAtCampaign { get; init; }

    /// <summary>The days at whose ends a session ends; null where midnight ends none.</summary>
    public StoreCalendar? Days { get; init; }

    /// <summary>Whether a hit extends a session; if not, it starts one. What campaign it is of is not judged here but by <see cref="Fold"/>.</summary>
    /// <param name="session">The visitor's session so far.</param>
    /// <param name="at">When the hit occurred; a late arrival may lie before the session's last activity, or before its start.</param>
    /// <param name="isReturn">Whether the hit comes from the store itself or a payment page, without tag or click id: the gap while paying ends no session.</param>
    /// <param name="isPayment">Whether it comes from a payment page: then not even midnight ends the session.</param>
    public bool Extends(SessionSpan session, DateTimeOffset at, bool isReturn, bool isPayment = false)
    {
        if (!isPayment && !IsOneDay(session.StartedAt, at))
        {
            return false;
        }

        if (at < session.StartedAt)
        {
            return session.StartedAt - at < Timeout;
        }

        var gap = at - session.LastActivityAt;
        return gap < Timeout || (isReturn && gap <= ReturnLimit);
    }

    /// <summary>
    /// The sessions of one visitor's touches: by instant, then id, each touch joins the session before it unless the visitor was silent
    /// for <see cref="Timeout"/>, or its campaign is another than that the session began with, or its day is another.
    /// </summary>
    /// <param name="touches">Touches in any order.</param>
    /// <param name="active">When the visitor is known to have been active, as by page views that left no touch.</param>
    public IReadOnlyList<IReadOnlyList<SessionTouch>> Fold(IEnumerable<SessionTouch> touches, IReadOnlyList<SessionSpan> active)
    {
        var sessions = new List<List<SessionTouch>>();
        var lastActivityAt = DateTimeOffset.MinValue;
        foreach (var touch in touches.OrderBy(one => one.At).ThenBy(one => one.Id.ToString("D"), StringComparer.Ordinal))
        {
            if (sessions.Count > 0 && touch.At - lastActivityAt < Timeout && Continues(sessions[^1][0], touch))
            {
                sessions[^1].Add(touch);
            }
            else
            {
                sessions.Add([touch]);
            }

            lastActivityAt = active.Where(span => span.StartedAt <= touch.At).Select(span => span.LastActivityAt).Append(touch.At).Append(lastActivityAt).Max();
        }

        return sessions;
    }

    private bool Continues(SessionTouch first, SessionTouch touch) =>
        (!EndsAtCampaign || touch.Campaign.Length == 0 || touch.Campaign == first.Campaign) && IsOneDay(first.At, touch.At);

    private bool IsOneDay(DateTimeOffset one, DateTimeOffset other) => Days is null || one == other || Days.DayOf(one) == Days.DayOf(other);
}

/// <summary>From a session's first hit to its last so far.</summary>
/// <param name="StartedAt">The first hit.</param>
/// <param name="LastActivityAt">The last hit, at or after the first.</param>
public sealed record SessionSpan(DateTimeOffset StartedAt, DateTimeOffset LastActivityAt);

/// <summary>A touch as far as sessions ask.</summary>
/// <param name="Id">The touch.</param>
/// <param name="At">When it occurred.</param>
/// <param name="Campaign">What tells its campaign from others; empty for a direct touch, which belongs to whatever campaign runs.</param>
public sealed record SessionTouch(Guid Id, DateTimeOffset At, string Campaign)
{
    /// <summary>What tells one campaign from another: source, medium, campaign and click.</summary>
    /// <param name="channel">The touch's channel.</param>
    /// <param name="source">Normalised source.</param>
    /// <param name="medium">Normalised medium.</param>
    /// <param name="campaign">Campaign; empty for none.</param>
    /// <param name="clickIdType">Name of the click id; empty for none.</param>
    /// <param name="clickId">The click id; empty for none.</param>
    public static string CampaignOf(string channel, string source, string medium, string campaign, string clickIdType, string clickId) =>
        channel == Channels.MarketingChannel.Direct ? "" : string.Join('\u001f', source, medium, campaign, clickIdType, clickId);
}
