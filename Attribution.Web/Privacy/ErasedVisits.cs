using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// Keeps the visits of sessions that are about to be deleted. A sealed day keeps the rows it has; a day that is still open gets them added
/// up beside the raw rows, so that its next build counts them.
/// </summary>
internal static class ErasedVisits
{
    public static async Task Keep(AttributionDb db, StoreSettings store, IReadOnlyList<string> sessions, CancellationToken cancellationToken)
    {
        var gone = await PersonFinder.InParts(sessions, ids => StartedVisits.Of(db, store.Id.Value, ids), cancellationToken);
        foreach (var day in gone.GroupBy(row => store.Calendar.DayOf(row.StartedAt), row => row.Visit))
        {
            await Keep(db, store, day.Key, VisitDay.Of(day), cancellationToken);
        }
    }

    private static async Task Keep(AttributionDb db, StoreSettings store, DateOnly day, IReadOnlyList<VisitDay> visits, CancellationToken cancellationToken)
    {
        var isSealed = await db.SnapshotDays.Where(row => row.StoreId == store.Id.Value && row.Date == day && row.SealedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Partial, true), cancellationToken) > 0;
        if (isSealed)
        {
            return;
        }

        var known = await db.KeptVisits.Where(row => row.StoreId == store.Id.Value && row.Date == day).ToListAsync(cancellationToken);
        await db.KeptVisits.Where(row => row.StoreId == store.Id.Value && row.Date == day).ExecuteDeleteAsync(cancellationToken);
        var before = known.Select(row => new VisitDay(row.Channel, row.Source, row.Medium, row.Campaign, row.Visits, VisitorSketch.FromBytes(row.Visitors)));
        db.KeptVisits.AddRange(VisitDay.Union([.. before, .. visits]).Select(row => new KeptVisitRow
        {
            StoreId = store.Id.Value,
            Date = day,
            Channel = row.Channel,
            Source = row.Source,
            Medium = row.Medium,
            Campaign = row.Campaign,
            Visits = checked((int)row.Visits),
            Visitors = row.Visitors.ToBytes(),
        }));
        await db.SaveChangesAsync(cancellationToken);
        await DirtyDays.Mark(db, store.Id, day, cancellationToken);
    }
}
