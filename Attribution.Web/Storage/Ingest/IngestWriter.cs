using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>What a commit brought: stores with new touches, and hints.</summary>
internal sealed record IngestNews(IReadOnlyCollection<int> Touched, IReadOnlyList<(int Store, Guid Hint)> Hints);

/// <summary>Writes hits in one transaction. One runs at a time, so what it reads of a session is true until it writes it.</summary>
internal sealed class IngestWriter(IngestCommands commands)
{
    private readonly TouchCommands touches = commands.Touches;
    private readonly SessionCommands sessions = commands.Sessions;
    private readonly PersonCommands persons = commands.Persons;
    private readonly HashSet<(int Store, DateOnly Day)> dirty = [];
    private readonly HashSet<int> touched = [];
    private readonly List<(int Store, Guid Hint)> hints = [];
    private readonly Dictionary<int, SessionFinder> finders = [];
    private readonly Dictionary<int, DayMemory> days = [];

    public void Write(IngestBatch batch)
    {
        batch.VisitorId = batch.SessionId = "";
        for (var i = 0; i < batch.Hits.Count; i++)
        {
            Write(batch, i);
        }
    }

    public void Write(IngestBatch batch, int index)
    {
        var hit = batch.Hits[index];
        var answer = Known(hit) ?? Take(hit, batch);
        if (!hit.IsServer && answer.VisitorId.Length > 0 && answer.Consent != "limited")
        {
            (batch.VisitorId, batch.SessionId) = (answer.VisitorId, answer.SessionId);
        }

        batch.Answers[index] = answer;
    }

    /// <summary>Marks the days whose figures changed; the last thing before the commit.</summary>
    public IngestNews Finish()
    {
        foreach (var (store, day) in dirty)
        {
            commands.MarkDay(store, day);
        }

        return new IngestNews(touched, hints);
    }

    private HitAnswer? Known(IngestHit hit) => hit.Kind switch
    {
        HitKind.Touch => touches.Find(hit.Row.StoreId, hit.Row.TouchId),
        HitKind.Conversion when touches.FindHint(hit.Row.StoreId, hit.Row.TouchId) is { } hint =>
            Answer(hit, HitOutcome.Duplicate, hint.VisitorId, hint.SessionId.Length > 0 ? sessions.Find(hit.Row.StoreId, hint.SessionId) : null),
        HitKind.Pulse when !touches.KeepPulse(hit.Row.StoreId, hit.Row.TouchId, hit.Row.ReceivedAt) =>
            Answer(hit, HitOutcome.Duplicate, hit.Row.VisitorId, hit.Row.SessionId.Length > 0 ? sessions.Find(hit.Row.StoreId, hit.Row.SessionId) : null),
        _ => null,
    };

    private HitAnswer Take(IngestHit hit, IngestBatch batch)
    {
        if (hit.IsOffline)
        {
            return TakeOffline(hit, batch.Store);
        }

        if (!finders.TryGetValue(hit.Row.StoreId, out var finder))
        {
            finders.Add(hit.Row.StoreId, finder = new SessionFinder(sessions, batch.Store));
        }

        var place = finder.Find(hit, batch);
        if (place is { IsLinked: true, Session: { } linked })
        {
            touches.Link(hit.Row.StoreId, linked.Id, linked.Id.Split('.')[0], place.VisitorId);
            Mark(batch.Store, linked.StartedAt);
        }

        return hit.Kind == HitKind.Touch && (hit.IsNews || place.Session is null) ? AddTouch(hit, batch.Store, place) : AddActivity(hit, place);
    }

    private HitAnswer AddTouch(IngestHit hit, StoreSettings store, Place place)
    {
        var row = hit.Row;
        var session = place.Session ?? new SessionState { Id = place.NewSessionId, VisitorId = place.VisitorId, StartedAt = row.OccurredAt, LastActivityAt = row.OccurredAt };
        (row.VisitorId, row.SessionId) = (place.VisitorId, session.Id);
        touches.Insert(row);
        touched.Add(row.StoreId);
        Mark(store, session.StartedAt);
        session.Add(row.TouchId, row.OccurredAt, LastTouchOf(session, row.StoreId, row.OccurredAt));
        Mark(store, session.StartedAt);
        session.IsStated |= place.IsStated;
        Note(hit, place.VisitorId, session);
        return Answer(hit, HitOutcome.Created, place.VisitorId, Settled(hit, store, place, session));
    }

    // A visitor of whom nothing is known has no other session that this touch could change.
    private SessionState Settled(IngestHit hit, StoreSettings store, Place place, SessionState session)
    {
        if (place.IsNewVisitor || new SessionOrder(sessions, touches).Settle(store, session, hit.Row.TouchId, hit.Row.OccurredAt) is not { } settled)
        {
            return session;
        }

        foreach (var start in settled.Starts)
        {
            Mark(store, start);
        }

        return settled.Session;
    }

    private HitAnswer AddActivity(IngestHit hit, Place place)
    {
        var session = place.Session ?? (hit.Row.SessionId.Length > 0 ? Ended(hit, place) : null);
        if (place.Session is not null)
        {
            session!.TellActivity(hit.Row.OccurredAt);
        }

        if (hit.Kind == HitKind.Conversion && (hit.OrderId.Length > 0 || hit.CartToken.Length > 0))
        {
            touches.InsertHint(hit, place.VisitorId, session?.Id ?? "");
            hints.Add((hit.Row.StoreId, hit.Row.TouchId));
        }

        Note(hit, place.VisitorId, session);
        return Answer(hit, HitOutcome.Activity, place.VisitorId, session);
    }

    // What belongs to a session that is over, such as the time spent on a page that was left open, still counts for it.
    private SessionState? Ended(IngestHit hit, Place place) =>
        hit.Kind is HitKind.Pulse or HitKind.Conversion && sessions.Find(hit.Row.StoreId, hit.Row.SessionId) is { } session && session.VisitorId == place.VisitorId
            ? session
            : null;

    private void Note(IngestHit hit, string visitor, SessionState? session)
    {
        var row = hit.Row;
        if (row.UserId.Length > 0)
        {
            persons.Identify(row.StoreId, visitor, row.UserId, row.OccurredAt);
        }

        if (hit.EmailHmac.Length > 0)
        {
            persons.AddEmail(row.StoreId, hit.EmailHmac, visitor, row.UserId, row.OccurredAt);
        }

        if (session is not null)
        {
            session.UserId = row.UserId.Length > 0 ? row.UserId : session.UserId;
            session.Seconds = (int)Math.Min(int.MaxValue, (long)session.Seconds + hit.Seconds);
            session.Pages = (int)Math.Min(int.MaxValue, (long)session.Pages + hit.Pages);
            sessions.Save(row.StoreId, session);
        }
    }

    // A call, a chat, a fair: it happened elsewhere and opens no session, but may name the one it belongs to.
    private HitAnswer TakeOffline(IngestHit hit, StoreSettings store)
    {
        var row = hit.Row;
        if (row is { VisitorId.Length: 0, SessionId.Length: > 0 })
        {
            row.VisitorId = sessions.Find(row.StoreId, row.SessionId)?.VisitorId ?? "";
        }

        touches.Insert(row);
        touched.Add(row.StoreId);
        Mark(store, row.OccurredAt);
        if (row is { VisitorId.Length: > 0, UserId.Length: > 0 })
        {
            persons.Identify(row.StoreId, row.VisitorId, row.UserId, row.OccurredAt);
        }

        if (hit.EmailHmac.Length > 0)
        {
            persons.AddEmail(row.StoreId, hit.EmailHmac, row.VisitorId, row.UserId, row.OccurredAt);
        }

        return Answer(hit, HitOutcome.Created, row.VisitorId, null) with { SessionId = row.SessionId };
    }

    private HitAnswer Answer(IngestHit hit, HitOutcome outcome, string visitor, SessionState? session) => new(outcome, hit.Row.TouchId)
    {
        VisitorId = visitor,
        SessionId = session?.Id ?? "",
        Consent = hit.Row.Consent,
        OccurredAt = hit.Row.OccurredAt,
        Resolution = outcome == HitOutcome.Created
            ? new HitResolution(hit.Row.Channel, hit.Row.SubChannel, hit.Row.Source, hit.Row.Medium, hit.Row.Campaign, hit.Row.Platform, hit.Row.Reason, hit.Row.Flags)
            : session is null ? null : touches.Find(hit.Row.StoreId, session.FirstTouchId)?.Resolution,
    };

    private DateTimeOffset LastTouchOf(SessionState session, int store, DateTimeOffset at) =>
        session.IsNew || at > session.LastActivityAt ? session.LastActivityAt : touches.Find(store, session.LastTouchId)?.OccurredAt ?? session.LastActivityAt;

    private void Mark(StoreSettings store, DateTimeOffset at)
    {
        var memory = days.GetValueOrDefault(store.Id.Value);
        if (memory is null || at < memory.Start || at >= memory.End)
        {
            var day = store.Calendar.DayOf(at);
            var (start, end) = store.Calendar.Bounds(day);
            days[store.Id.Value] = memory = new DayMemory(day, start, end);
        }

        dirty.Add((store.Id.Value, memory.Day));
    }

    private sealed record DayMemory(DateOnly Day, DateTimeOffset Start, DateTimeOffset End);
}
