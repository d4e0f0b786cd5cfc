using Attribution.Domain.Journeys;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Whose hit it is, and the session that runs for it; null where none does.</summary>
internal sealed record Place(string VisitorId, SessionState? Session)
{
    /// <summary>Whether the session ran without consent until now and became the visitor's.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether nothing was known of the visitor before.</summary>
    public bool IsNewVisitor { get; init; }

    /// <summary>Whether a server named the session.</summary>
    public bool IsStated { get; init; }

    /// <summary>The id a new session gets.</summary>
    public required string NewSessionId { get; init; }
}

/// <summary>Decides which visitor and session a hit belongs to. A cookie beats the body, the body beats what is derived; the latter two come in one.</summary>
internal sealed class SessionFinder(SessionCommands sessions, StoreSettings store)
{
    private readonly SessionClock clock = store.SessionClock;

    private int Store => store.Id.Value;

    public Place Find(IngestHit hit, IngestBatch batch)
    {
        if (hit.IsServer && hit.Row.SessionId.Length > 0)
        {
            return AsStated(hit);
        }

        return hit.IsLimited && hit.Derived.Length > 0 ? ByDay(hit) : ByIds(hit, batch);
    }

    // A server knows its sessions: the id is taken as it is, however old.
    private Place AsStated(IngestHit hit)
    {
        var session = sessions.Find(Store, hit.Row.SessionId);
        var visitor = hit.Row.VisitorId.Length > 0 ? hit.Row.VisitorId : session?.VisitorId ?? IngestIds.New(hit.Row.ReceivedAt);
        return new Place(visitor, session) { NewSessionId = hit.Row.SessionId, IsStated = true };
    }

    // Without consent: who came from this address with this browser today.
    private Place ByDay(IngestHit hit)
    {
        var session = OfDerived(hit);
        return new Place(hit.Derived, session) { NewSessionId = session is null ? sessions.NextDerived(Store, hit.Derived) : "" };
    }

    private Place ByIds(IngestHit hit, IngestBatch batch)
    {
        var known = hit.IsServer ? null : batch;
        var visitor = hit.Row.VisitorId.Length > 0 ? hit.Row.VisitorId : known?.VisitorId ?? "";
        var proposed = hit.Row.SessionId.Length > 0 ? hit.Row.SessionId : known?.SessionId ?? "";
        var session = proposed.Length > 0 ? sessions.Find(Store, proposed) : null;
        var newId = session is null && proposed.Length > 0 && !IngestIds.IsDerived(proposed) ? proposed : IngestIds.New(hit.Row.ReceivedAt);

        if (WithoutConsent(hit, visitor, session) is { } limited)
        {
            return Link(hit, visitor.Length > 0 ? visitor : IngestIds.New(hit.Row.ReceivedAt), limited);
        }

        if (visitor.Length == 0 && session is not null && !IngestIds.IsDerived(session.VisitorId))
        {
            visitor = session.VisitorId;
        }

        var running = session?.VisitorId == visitor && clock.Extends(session.Span, hit.Row.OccurredAt, hit.IsReturn, hit.IsPayment) ? session : Running(hit, visitor);
        return new Place(visitor.Length > 0 ? visitor : running?.VisitorId ?? IngestIds.New(hit.Row.ReceivedAt), running) { NewSessionId = newId, IsNewVisitor = visitor.Length == 0 && running is null };
    }

    // The session that ran without consent until this hit, which brings it.
    private SessionState? WithoutConsent(IngestHit hit, string visitor, SessionState? proposed)
    {
        if (hit.IsServer || hit.IsLimited)
        {
            return null;
        }

        if (proposed is not null && IngestIds.IsDerived(proposed.Id) && clock.Extends(proposed.Span, hit.Row.OccurredAt, hit.IsReturn, hit.IsPayment)
            && MayBecome(proposed, visitor))
        {
            return proposed;
        }

        return (visitor.Length == 0 || hit.Kind == HitKind.Consent) && hit.Derived.Length > 0 && OfDerived(hit) is { } session && MayBecome(session, visitor) ? session : null;
    }

    private static bool MayBecome(SessionState session, string visitor) => IngestIds.IsDerived(session.VisitorId) || session.VisitorId == visitor;

    private static Place Link(IngestHit hit, string visitor, SessionState session)
    {
        session.VisitorId = visitor;
        session.TellActivity(hit.Row.OccurredAt);
        return new Place(visitor, session) { IsLinked = true, NewSessionId = "" };
    }

    private SessionState? Running(IngestHit hit, string visitor)
    {
        var (since, before) = Reach(hit);
        var session = visitor.Length > 0 ? sessions.OfVisitor(Store, visitor, since, before)
            : hit is { IsServer: true, Row.UserId.Length: > 0 } ? sessions.OfUser(Store, hit.Row.UserId, since, before)
            : null;
        return Extended(session, hit);
    }

    private SessionState? OfDerived(IngestHit hit)
    {
        var (since, before) = Reach(hit);
        return Extended(sessions.OfDerived(Store, hit.Derived, since, before), hit);
    }

    private SessionState? Extended(SessionState? session, IngestHit hit) =>
        session is not null && clock.Extends(session.Span, hit.Row.OccurredAt, hit.IsReturn, hit.IsPayment) ? session : null;

    private (DateTimeOffset Since, DateTimeOffset Before) Reach(IngestHit hit) =>
        (hit.Row.OccurredAt - (hit.IsReturn ? SessionClock.ReturnLimit : clock.Timeout), hit.Row.OccurredAt + clock.Timeout);
}
