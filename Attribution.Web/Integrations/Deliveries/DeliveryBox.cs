using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Integrations.Deliveries;

/// <summary>The deliveries on disk: each once by the platform's id of it.</summary>
internal sealed class DeliveryBox(Database database)
{
    /// <summary>How long a delivery is remembered, and the content of one that could not be taken is kept for another try.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Hits are many, and their own ids make a late second copy harmless.</summary>
    public static readonly TimeSpan HitsKept = TimeSpan.FromDays(8);

    /// <summary>Whether a delivery with this content is there already.</summary>
    public async Task<bool> Has(WebhookDeliveryRow row, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.WebhookDeliveries.AnyAsync(
            one => one.StoreId == row.StoreId && one.Kind == row.Kind && one.BodyHash == row.BodyHash && (one.DeliveryId == row.DeliveryId || one.DeliveryId == Apart(row)), cancellationToken);
    }

    /// <summary>Puts deliveries on disk, those that are new; answers how many were.</summary>
    public Task<int> Store(IReadOnlyList<WebhookDeliveryRow> rows, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var stored = 0;
                foreach (var row in rows)
                {
                    stored += await Add(db, row, cancellationToken) ? 1 : 0;
                }

                return stored;
            },
            cancellationToken);

    /// <summary>What is to be taken now, oldest first: what just came, what is due for another try, and what waited for an order that counts by now.</summary>
    public async Task<List<WebhookDeliveryRow>> Due(StoreId store, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var received = await db.WebhookDeliveries
            .Where(row => row.StoreId == store.Value && row.State == DeliveryState.Received && (row.NextTryAt == null || row.NextTryAt <= now))
            .OrderBy(row => row.ReceivedAt).Take(most).ToListAsync(cancellationToken);
        var waiting = await db.WebhookDeliveries
            .Where(row => row.StoreId == store.Value && row.State == DeliveryState.Waiting && row.Body != ""
                && db.Orders.Any(order => order.StoreId == row.StoreId && order.OrderId == row.OrderId && (order.BookedOn != null || order.Status == "cancelled")))
            .OrderBy(row => row.ReceivedAt).Take(most).ToListAsync(cancellationToken);
        return [.. received, .. waiting];
    }

    /// <summary>Notes what came of a delivery.</summary>
    public Task Note(WebhookDeliveryRow delivery, Action<WebhookDeliveryRow> change, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                if (await Find(db, delivery.StoreId, delivery.Kind, delivery.DeliveryId, cancellationToken) is { } row)
                {
                    change(row);
                }
            },
            cancellationToken);

    public static Task<WebhookDeliveryRow?> Find(AttributionDb db, int store, string kind, string id, CancellationToken cancellationToken) =>
        db.WebhookDeliveries.AsTracking().FirstOrDefaultAsync(row => row.StoreId == store && row.Kind == kind && row.DeliveryId == id, cancellationToken);

    /// <summary>Forgets what was taken long ago, and the content of what could not be taken for as long.</summary>
    public Task Forget(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var (old, oldHits) = (now - Kept, now - HitsKept);
                await db.WebhookDeliveries
                    .Where(row => row.State == DeliveryState.Done || row.State == DeliveryState.Ignored)
                    .Where(row => row.ReceivedAt < old || (row.ReceivedAt < oldHits && row.Kind == Segment.SegmentPlatform.KindName && row.OrderId == ""))
                    .ExecuteDeleteAsync(cancellationToken);
                await db.WebhookDeliveries
                    .Where(row => row.ReceivedAt < old && row.Body != "")
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Body, "").SetProperty(row => row.State, DeliveryState.Failed)
                            .SetProperty(row => row.Note, row => row.Note + " Its content was dropped after 30 days."),
                        cancellationToken);
                await db.WebhookDeliveries.Where(row => row.ReceivedAt < old - Kept).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);

    private static async Task<bool> Add(AttributionDb db, WebhookDeliveryRow row, CancellationToken cancellationToken)
    {
        if (await Find(db, row.StoreId, row.Kind, row.DeliveryId, cancellationToken) is { } known && known.BodyHash != row.BodyHash)
        {
            row.DeliveryId = Apart(row);
        }

        if (await Find(db, row.StoreId, row.Kind, row.DeliveryId, cancellationToken) is not null)
        {
            return false;
        }

        db.WebhookDeliveries.Add(row);
        return true;
    }

    // A platform that gives two deliveries one id must not lose the second.
    private static string Apart(WebhookDeliveryRow row) => $"{row.DeliveryId}~{row.BodyHash[..16]}";
}
