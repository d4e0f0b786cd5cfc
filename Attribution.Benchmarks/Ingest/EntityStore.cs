using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Benchmarks.Ingest;

/// <summary>Stores each touch and its session as EF Core does it by the book: one context and one transaction a request.</summary>
internal sealed class EntityStore(Database database) : IHitStore
{
    public async Task<IReadOnlyList<HitAnswer>> Submit(StoreSettings store, IReadOnlyList<IngestHit> hits) =>
        [await database.Write(db => Add(db, store, hits[0].Row), CancellationToken.None)];

    private static async Task<HitAnswer> Add(AttributionDb db, StoreSettings store, TouchRow row)
    {
        if (await db.Touches.AsNoTracking().FirstOrDefaultAsync(touch => touch.StoreId == row.StoreId && touch.TouchId == row.TouchId) is { } known)
        {
            return NoStore.Created(known, known.VisitorId, known.SessionId);
        }

        var session = await Running(db, store, row) ?? Open(db, row);
        (row.VisitorId, row.SessionId) = (session.VisitorId, session.SessionId);
        (session.LastTouchId, session.LastActivityAt) = (row.TouchId, row.OccurredAt);
        session.TouchCount++;
        db.Touches.Add(row);
        await DirtyDays.Mark(db, new StoreId(row.StoreId), store.Calendar.DayOf(session.StartedAt), CancellationToken.None);
        await db.SaveChangesAsync();
        return NoStore.Created(row, row.VisitorId, row.SessionId);
    }

    private static async Task<SessionRow?> Running(AttributionDb db, StoreSettings store, TouchRow row)
    {
        var since = row.OccurredAt - store.SessionTimeout;
        return row.VisitorId.Length == 0
            ? null
            : await db.Sessions.Where(session => session.StoreId == row.StoreId && session.VisitorId == row.VisitorId && session.LastActivityAt >= since)
                .OrderByDescending(session => session.LastActivityAt).FirstOrDefaultAsync();
    }

    private static SessionRow Open(AttributionDb db, TouchRow row)
    {
        var session = new SessionRow
        {
            StoreId = row.StoreId,
            SessionId = IngestIds.New(row.ReceivedAt),
            VisitorId = row.VisitorId.Length > 0 ? row.VisitorId : IngestIds.New(row.ReceivedAt),
            FirstTouchId = row.TouchId,
            StartedAt = row.OccurredAt,
        };
        db.Sessions.Add(session);
        return session;
    }
}
