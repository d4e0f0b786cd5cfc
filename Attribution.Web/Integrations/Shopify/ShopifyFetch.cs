using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Integrations.Shopify;

/// <summary>Fetches orders that changed and of which no webhook told: they go the way of any delivery, so twice does no harm.</summary>
internal sealed partial class ShopifyFetch(
    Database database, StoreDirectory stores, Secrets secrets, ShopifyClient client, DeliveryBox box, DeliveryWorker worker, TimeProvider clock, ILogger<ShopifyFetch> logger)
{
    /// <summary>How far the first fetch looks back.</summary>
    public static readonly TimeSpan First = TimeSpan.FromDays(2);

    // Shops and servers don't agree on the second; what comes twice is known.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task FetchAll(CancellationToken cancellationToken)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            await Fetch(store.Id, cancellationToken);
        }
    }

    /// <summary>Fetches for one store; answers how many orders were missing, null where it went wrong or no shop is named.</summary>
    public async Task<int?> Fetch(StoreId store, CancellationToken cancellationToken)
    {
        if (await Row(store, cancellationToken) is not { Shop.Length: > 0 } row || secrets.Unprotect(store.Value, ShopifyPlatform.KindName, row.AccessToken) is not { } token)
        {
            return null;
        }

        var startedAt = clock.GetUtcNow();
        try
        {
            var missed = await Fetch(store, new ShopAccess(row.Shop, token), (row.FetchedThrough ?? startedAt - First) - Overlap, cancellationToken);
            await Note(store, startedAt, "", cancellationToken);
            return missed;
        }
        catch (ShopifyRefusedException refused)
        {
            LogRefused(refused, store.Value);
            await Note(store, null, refused.Message, cancellationToken);
            return null;
        }
    }

    private async Task<int> Fetch(StoreId store, ShopAccess shop, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var missed = 0;
        var page = "";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            using var orders = await client.OrdersSince(shop, since, page, cancellationToken);
            missed += await Keep(store, orders.Orders, cancellationToken);
            page = orders.Next;
        }
        while (page.Length > 0 && seen.Add(page));

        worker.Wake();
        return missed;
    }

    private async Task<int> Keep(StoreId store, IReadOnlyList<JsonElement> orders, CancellationToken cancellationToken)
    {
        var ids = orders.Select(order => order.Text(100, "id")).ToList();
        await using var db = await database.Read(cancellationToken);
        var known = await db.Orders.Where(order => order.StoreId == store.Value && ids.Contains(order.OrderId))
            .ToDictionaryAsync(order => order.OrderId, order => order.OriginVersion, cancellationToken);
        var missing = orders.Where(order => order.Instant("updated_at") is not { } at || !(known.GetValueOrDefault(order.Text(100, "id")) >= at));
        return await box.Store([.. missing.Select(order => RowOf(store, order))], cancellationToken);
    }

    private WebhookDeliveryRow RowOf(StoreId store, JsonElement order)
    {
        var id = order.Text(100, "id");
        var platform = Platforms.Find(ShopifyPlatform.KindName)!;
        return new WebhookDeliveryRow
        {
            StoreId = store.Value,
            Kind = ShopifyPlatform.KindName,
            DeliveryId = $"fetched-{id}-{order.Text(40, "updated_at")}",
            Topic = ShopifyPlatform.Fetched,
            ReceivedAt = clock.GetUtcNow(),
            Body = platform.Cut(order),
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.GetRawText()))),
            State = DeliveryState.Received,
            OrderId = id,
        };
    }

    private async Task<IntegrationRow?> Row(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Integrations.FirstOrDefaultAsync(row => row.StoreId == store.Value && row.Kind == ShopifyPlatform.KindName, cancellationToken);
    }

    private Task Note(StoreId store, DateTimeOffset? through, string error, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                if (await db.Integrations.AsTracking().FirstOrDefaultAsync(one => one.StoreId == store.Value && one.Kind == ShopifyPlatform.KindName, cancellationToken) is { } row)
                {
                    (row.FetchTriedAt, row.FetchError, row.FetchedThrough) = (clock.GetUtcNow(), error, through ?? row.FetchedThrough);
                }
            },
            cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "Missed orders of store {Store} could not be fetched")]
    private partial void LogRefused(Exception failure, int store);
}
