using Attribution.Domain;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Integrations;

/// <summary>How a platform stands.</summary>
/// <param name="Kind">The platform.</param>
/// <param name="Name">Its name.</param>
/// <param name="ConnectedAt">Null where it is not connected.</param>
/// <param name="HasSecret">Whether its secret can be read.</param>
/// <param name="FormerUntil">Until when the secret before it holds; null for none.</param>
/// <param name="LastAt">When it last delivered.</param>
/// <param name="Week">Deliveries of the last 7 days.</param>
/// <param name="Failed">Deliveries that could not be taken and wait for somebody.</param>
/// <param name="Refused">Calls without a right signature since the server started.</param>
/// <param name="Shop">The shop whose missed orders are fetched; empty for none.</param>
/// <param name="FetchedThrough">Up to when they are.</param>
/// <param name="FetchError">Why the last fetch failed.</param>
public sealed record PlatformState(
    string Kind, string Name, DateTimeOffset? ConnectedAt, bool HasSecret, DateTimeOffset? FormerUntil, DateTimeOffset? LastAt, int Week, int Failed, long Refused,
    string Shop, DateTimeOffset? FetchedThrough, string FetchError)
{
    public bool IsConnected => ConnectedAt is not null;
}

/// <summary>A delivery as the page shows it.</summary>
public sealed record DeliveryItem(string DeliveryId, string Topic, DateTimeOffset ReceivedAt, string State, string Note, string OrderId, bool CanRetry);

/// <summary>What the settings pages show of the integrations.</summary>
internal sealed class IntegrationQueries(Database database, IntegrationDirectory directory, IngestHealth health, TimeProvider clock)
{
    public const int Page = 25;

    public async Task<IReadOnlyList<PlatformState>> States(StoreId store, CancellationToken cancellationToken)
    {
        var states = new List<PlatformState>();
        foreach (var platform in Platforms.All)
        {
            states.Add(await State(store, platform, cancellationToken));
        }

        return states;
    }

    public async Task<PlatformState> State(StoreId store, IPlatform platform, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var week = now.AddDays(-7);
        await using var db = await database.Read(cancellationToken);
        var row = await db.Integrations.FirstOrDefaultAsync(one => one.StoreId == store.Value && one.Kind == platform.Kind, cancellationToken);
        var deliveries = db.WebhookDeliveries.Where(one => one.StoreId == store.Value && one.Kind == platform.Kind);
        return new PlatformState(
            platform.Kind,
            platform.Name,
            row?.ConnectedAt,
            (await directory.Find(store, platform.Kind, cancellationToken))?.Secret is not null,
            row?.FormerUntil is { } until && until > now ? until : null,
            await deliveries.OrderByDescending(one => one.ReceivedAt).Select(one => (DateTimeOffset?)one.ReceivedAt).FirstOrDefaultAsync(cancellationToken),
            await deliveries.CountAsync(one => one.ReceivedAt >= week, cancellationToken),
            await db.WebhookDeliveries.CountAsync(one => one.StoreId == store.Value && one.State == DeliveryState.Failed && one.Kind == platform.Kind, cancellationToken),
            health.CountOf(store, WebhookReceiver.CountOf(platform.Kind)),
            row?.Shop ?? "",
            row?.FetchedThrough,
            row?.FetchError ?? "");
    }

    /// <summary>The public key that a snippet carries; null where all are revoked.</summary>
    public async Task<string?> PublicKey(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.ApiKeys.Where(key => key.StoreId == store.Value && key.PublicKey != null && key.RevokedAt == null)
            .OrderBy(key => key.CreatedAt).Select(key => key.PublicKey).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The newest deliveries of a platform; where asked, only those that could not be taken.</summary>
    public async Task<IReadOnlyList<DeliveryItem>> Deliveries(StoreId store, string kind, bool failedOnly, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.WebhookDeliveries
            .Where(one => one.StoreId == store.Value && one.Kind == kind && (!failedOnly || one.State == DeliveryState.Failed || one.State == DeliveryState.Waiting))
            .OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.DeliveryId)
            .Take(most)
            .Select(one => new DeliveryItem(
                one.DeliveryId, one.Topic, one.ReceivedAt, one.State, one.Note, one.OrderId, one.Body != "" && (one.State == DeliveryState.Failed || one.State == DeliveryState.Waiting)))
            .ToListAsync(cancellationToken);
    }
}
