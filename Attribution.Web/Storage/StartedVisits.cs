using Attribution.Domain.Snapshots;

namespace Attribution.Web.Storage;

/// <summary>A session as a visit: filed under its first touch.</summary>
internal sealed record StartedVisit(string SessionId, DateTimeOffset StartedAt, VisitFact Visit);

/// <summary>How sessions count as visits, in one place: a day's build and what is kept of an erased person must agree.</summary>
internal static class StartedVisits
{
    /// <summary>Visits of a store that started in [start, end).</summary>
    public static IQueryable<VisitFact> Between(AttributionDb db, int store, DateTimeOffset start, DateTimeOffset end) =>
        from session in db.Sessions
        where session.StoreId == store && session.StartedAt >= start && session.StartedAt < end
        join touch in CountedTouches.Of(db, db.Touches) on new { session.StoreId, TouchId = session.FirstTouchId } equals new { touch.Touch.StoreId, touch.Touch.TouchId }
        select new VisitFact(session.VisitorId == "" ? session.SessionId : session.VisitorId, touch.Channel, touch.Source, touch.Medium, touch.Touch.Campaign);

    /// <summary>Visits of these sessions.</summary>
    public static IQueryable<StartedVisit> Of(AttributionDb db, int store, List<string> sessions) =>
        from session in db.Sessions
        where session.StoreId == store && sessions.Contains(session.SessionId)
        join touch in CountedTouches.Of(db, db.Touches) on new { session.StoreId, TouchId = session.FirstTouchId } equals new { touch.Touch.StoreId, touch.Touch.TouchId }
        select new StartedVisit(
            session.SessionId,
            session.StartedAt,
            new VisitFact(session.VisitorId == "" ? session.SessionId : session.VisitorId, touch.Channel, touch.Source, touch.Medium, touch.Touch.Campaign));
}
