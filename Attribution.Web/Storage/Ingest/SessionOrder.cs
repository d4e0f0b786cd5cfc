using Attribution.Domain.Journeys;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// Keeps a visitor's sessions what <see cref="SessionClock.Fold"/> makes of the touches, in whatever order they come: a touch of another
/// campaign begins a session, a late one may part a session in two or join two. A session keeps its id as long as its last touch is its
/// own; of sessions that are joined the one with the latest touch lives on, and the other's id leads to it.
/// </summary>
internal sealed class SessionOrder(SessionCommands sessions, TouchCommands touches)
{
    /// <summary>Puts the sessions around a touch that was just stored in order.</summary>
    /// <param name="store">The store.</param>
    /// <param name="session">The session the touch was put in.</param>
    /// <param name="touch">The touch.</param>
    /// <param name="at">When it occurred.</param>
    /// <returns>The session it is in now, and when each session began that was changed, before and after; nothing where all was in order.</returns>
    public SettledSessions? Settle(StoreSettings store, SessionState session, Guid touch, DateTimeOffset at)
    {
        if (session.IsStated)
        {
            return null;
        }

        var clock = store.SessionClock;
        var around = Around(store, clock, session.VisitorId, at);
        if (around.Count == 1 && (!clock.EndsAtCampaign || around[0].TouchCount == 1))
        {
            return null;
        }

        var before = around.ToDictionary(one => one.Id, one => touches.OfSession(store.Id.Value, one.Id));
        around.RemoveAll(one => before[one.Id].Count == 0 && before.Remove(one.Id));
        var after = clock.Fold(before.Values.SelectMany(all => all), [.. around.Select(one => one.Span)]);
        return IsInOrder(before, after) ? null : new Rearrangement(store.Id.Value, around, before, touch, sessions, touches).To(after);
    }

    // Where campaigns part sessions, a late touch can change what the next session begins with, and so on until a pause.
    private List<SessionState> Around(StoreSettings store, SessionClock clock, string visitor, DateTimeOffset at)
    {
        var around = sessions.Near(store.Id.Value, visitor, at - clock.Timeout, at + clock.Timeout);
        for (var known = 0; clock.EndsAtCampaign && around.Count > 1 && around.Count > known;)
        {
            known = around.Count;
            around = sessions.Near(store.Id.Value, visitor, at - clock.Timeout, around.Max(one => one.LastActivityAt) + clock.Timeout);
        }

        return around;
    }

    private static bool IsInOrder(Dictionary<string, List<SessionTouch>> before, IReadOnlyList<IReadOnlyList<SessionTouch>> after)
    {
        var sessionOf = before.SelectMany(one => one.Value.Select(touch => (touch.Id, Session: one.Key))).ToDictionary(one => one.Id, one => one.Session);
        var ids = after.Select(piece => piece.Select(touch => sessionOf[touch.Id]).Distinct().ToList()).ToList();
        return ids.TrueForAll(piece => piece.Count == 1) && ids.Select(piece => piece[0]).Distinct().Count() == ids.Count && ids.Count == before.Count;
    }
}

/// <summary>What was put in order.</summary>
/// <param name="Session">The session the touch is in now.</param>
/// <param name="Starts">When each session that was changed began, before and after.</param>
internal sealed record SettledSessions(SessionState Session, IReadOnlyList<DateTimeOffset> Starts);
