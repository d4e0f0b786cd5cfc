using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots;

/// <summary>The visits of a day whose raw rows are gone: a rebuild can't count them again, so it takes them over from the rows that stand.</summary>
internal sealed record KeptVisits(IReadOnlyList<VisitSnapshotRow> Visits, IReadOnlyList<AttributionSnapshotRow> Channels)
{
    public static async Task<KeptVisits> Read(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken) => new(
        await db.VisitSnapshots.Where(row => row.StoreId == store.Id.Value && row.Date == day && row.Visits > 0).ToListAsync(cancellationToken),
        await db.AttributionSnapshots
            .Where(row => row.StoreId == store.Id.Value && row.Date == day && row.Visits > 0 && row.Model == ModelIds.Linear)
            .ToListAsync(cancellationToken));

    /// <summary>Rows that were built without visits, with these in.</summary>
    public SnapshotRows Into(SnapshotRows rows)
    {
        var visits = rows.Visits.ToDictionary(row => (row.Channel, row.Source, row.Medium, row.Campaign));
        foreach (var kept in Visits)
        {
            var key = (kept.Channel, kept.Source, kept.Medium, kept.Campaign);
            kept.CostMinor = visits.GetValueOrDefault(key)?.CostMinor ?? 0;
            visits[key] = kept;
        }

        return rows with { Channels = [.. rows.Models.SelectMany(model => ChannelsOf(model, rows))], Visits = [.. visits.Values] };
    }

    private AttributionSnapshotRow[] ChannelsOf(string model, SnapshotRows rows)
    {
        var channels = rows.Channels.Where(row => row.Model == model).ToDictionary(row => row.Channel);
        foreach (var kept in Channels)
        {
            if (!channels.TryGetValue(kept.Channel, out var row))
            {
                channels[kept.Channel] = row = new AttributionSnapshotRow { StoreId = kept.StoreId, Model = model, Date = kept.Date, Channel = kept.Channel };
            }

            (row.Visits, row.UniqueVisitors) = (kept.Visits, kept.UniqueVisitors);
        }

        return [.. channels.Values];
    }
}
