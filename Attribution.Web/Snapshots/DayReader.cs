using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots;

/// <summary>Reads what happened to a store on one of its local days, out of the raw tables.</summary>
internal static class DayReader
{
    public static async Task<DayFacts> Read(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        // What orders keep of their journeys is long text: one core reads it while the other goes on reading rows.
        var orders = await Orders(db, store, day, cancellationToken);
        var conversions = Task.Run(() => Conversions(store, orders), cancellationToken);
        return new DayFacts(
            day,
            await Visits(db, store, day, cancellationToken),
            [],
            await Refunds(db, store, day, cancellationToken),
            await Costs(db, store, day, cancellationToken),
            store.HasCustomModel ? [.. ModelCatalog.RuleBased, ModelIds.Custom] : ModelCatalog.RuleBased)
        {
            Kept = await Kept(db, store, day, cancellationToken),
            Conversions = await conversions,
        };
    }

    /// <summary>Orders of the day that only a browser told of, and their revenue in minor units. They are among the day's orders.</summary>
    public static async Task<(int Orders, long Minor)> Unverified(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        var orders = await db.Orders.Where(order => order.StoreId == store.Id.Value && order.BookedOn == day && order.IsUnverified)
            .Select(order => new { order.Type, order.ValueMinor })
            .ToListAsync(cancellationToken);
        return (orders.Count(order => !store.IsLead(order.Type)), orders.Sum(order => order.ValueMinor));
    }

    private static async Task<IReadOnlyList<VisitDay>> Visits(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        var (start, end) = store.Calendar.Bounds(day);
        return await StartedVisits.Between(db, store.Id.Value, start, end, cancellationToken);
    }

    private static async Task<VisitDay[]> Kept(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await db.KeptVisits.Where(row => row.StoreId == store.Id.Value && row.Date == day).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new VisitDay(row.Channel, row.Source, row.Medium, row.Campaign, row.Visits, VisitorSketch.FromBytes(row.Visitors)))];
    }

    private static Task<List<OrderText>> Orders(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken) =>
        CountedOrders.Of(db, db.Orders.Where(order => order.StoreId == store.Id.Value && order.BookedOn == day))
            .Select(order => new OrderText(order.Order.OrderId, order.Order.Type, order.Order.ValueMinor, order.Order.OccurredAt, order.Attribution))
            .ToListAsync(cancellationToken);

    private static ConversionFact[] Conversions(StoreSettings store, List<OrderText> orders) =>
    [
        .. orders.Select(order => new ConversionFact(
            order.OrderId, order.Type, store.IsLead(order.Type), order.ValueMinor, order.OccurredAt, CountedOrders.Parse(order.Attribution))),
    ];

    private static async Task<RefundFact[]> Refunds(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        // A refund counts once its order does: before that there is nothing to take back.
        var refunds =
            from refund in db.Refunds
            where refund.StoreId == store.Id.Value && refund.BookedOn == day
            join order in CountedOrders.Of(db, db.Orders) on new { refund.StoreId, refund.OrderId } equals new { order.Order.StoreId, order.Order.OrderId }
            where order.Order.BookedOn != null
            select new { order.Order.OrderId, order.Order.Type, order.Attribution, refund.BeforeMinor, refund.AfterMinor, order.Order.ValueMinor };
        var rows = await refunds.ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new RefundFact(
                row.OrderId, row.Type, store.IsLead(row.Type), CountedOrders.Parse(row.Attribution), row.BeforeMinor, row.AfterMinor, row.ValueMinor)),
        ];
    }

    private static Task<List<CostFact>> Costs(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken) =>
        db.Costs.Where(cost => cost.StoreId == store.Id.Value && cost.Date == day)
            .Select(cost => new CostFact(cost.Channel, cost.Source, cost.Medium, cost.Campaign, cost.CostMinor, cost.Impressions ?? 0, cost.Clicks ?? 0))
            .ToListAsync(cancellationToken);

    private sealed record OrderText(string OrderId, string Type, long ValueMinor, DateTimeOffset OccurredAt, string? Attribution);
}
