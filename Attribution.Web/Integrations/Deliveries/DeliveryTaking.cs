using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Integrations.Deliveries;

/// <summary>What came of a delivery.</summary>
internal sealed record Taken(string State, string Note);

/// <summary>Takes one delivery: reads it and hands it on.</summary>
internal sealed class DeliveryTaking(IShopOrders orders, StoreDirectory stores)
{
    public async Task<Taken> Take(WebhookDeliveryRow delivery, CancellationToken cancellationToken)
    {
        if (Platforms.Find(delivery.Kind) is not { } platform || await stores.Find(new StoreId(delivery.StoreId), cancellationToken) is not { } store)
        {
            return new(DeliveryState.Failed, "The store or platform is gone.");
        }

        if (delivery.Body.Length == 0)
        {
            return new(DeliveryState.Failed, "Its content is not kept any more.");
        }

        using var body = JsonDocument.Parse(delivery.Body, PlatformJson.Options);
        return platform.Read(store, delivery.Topic, body.RootElement, delivery.ReceivedAt) switch
        {
            Told.Order told => Of(await orders.Take(store, told.State, cancellationToken)),
            Told.Refund told => Of(await orders.Refund(store, told.OrderId, told.Back, cancellationToken)),
            Told.Gone told => Of(await orders.Cancel(store, told.OrderId, told.At, cancellationToken)),
            Told.Nothing nothing => new(DeliveryState.Ignored, nothing.Why),
            Told.Wrong wrong => new(DeliveryState.Failed, wrong.Why),
            var other => throw new InvalidOperationException($"Unknown word {other}."),
        };
    }

    private static Taken Of(ShopAnswer answer) => answer.Outcome switch
    {
        ShopOutcome.Waits => new(DeliveryState.Waiting, answer.Note),
        ShopOutcome.Refused => new(DeliveryState.Failed, answer.Note),
        _ => new(DeliveryState.Done, answer.Note),
    };
}
