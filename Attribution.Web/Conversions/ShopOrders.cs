using Attribution.Web.Storage;

namespace Attribution.Web.Conversions;

/// <summary>Takes what a shop's platform says of its orders: each word in one transaction, so that half a state is never seen.</summary>
internal sealed class ShopOrders(Database database, ModelDirectory models, Signals signals, TimeProvider clock) : IShopOrders
{
    public Task<ShopAnswer> Take(StoreSettings store, ShopOrder order, CancellationToken cancellationToken) =>
        Run(store, bookings => bookings.Take(order), cancellationToken);

    public Task<ShopAnswer> Refund(StoreSettings store, string orderId, ShopRefund refund, CancellationToken cancellationToken) =>
        Run(store, bookings => bookings.Refund(orderId, refund), cancellationToken);

    public Task<ShopAnswer> Cancel(StoreSettings store, string orderId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Run(store, bookings => bookings.Cancel(orderId, at), cancellationToken);

    private async Task<ShopAnswer> Run(StoreSettings store, Func<ShopBookings, Task<ShopAnswer>> work, CancellationToken cancellationToken)
    {
        var configured = await models.Of(store.Id, cancellationToken);
        var answer = await database.Write(db => work(new ShopBookings(db, store, configured, clock.GetUtcNow(), cancellationToken)), cancellationToken);
        if (answer.Outcome == ShopOutcome.Done)
        {
            signals.TellOrderStored(store.Id);
        }

        return answer;
    }
}
