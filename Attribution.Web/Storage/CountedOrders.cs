using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>An order and the credits that count for it.</summary>
internal sealed class CountedOrder
{
    /// <summary>The order as it came in.</summary>
    public OrderRow Order { get; init; } = default!;

    /// <summary>The revision that counts; 0 for what the order came with.</summary>
    public int Revision { get; init; }

    /// <summary>JSON of Domain's MarketingAttribution; null where no touch preceded the order.</summary>
    public string? Attribution { get; init; }
}

/// <summary>
/// Orders with the credits that count. An order keeps the credits it came with; a run over history writes others beside them, and the
/// latest count. Whoever reads an order's credits for a figure reads them here.
/// </summary>
internal static class CountedOrders
{
    /// <summary>These orders with the credits that count.</summary>
    public static IQueryable<CountedOrder> Of(AttributionDb db, IQueryable<OrderRow> orders) =>
        from order in orders
        from later in db.OrderAttributions
            .Where(row => row.StoreId == order.StoreId && row.OrderId == order.OrderId
                && !db.OrderAttributions.Any(newer => newer.StoreId == row.StoreId && newer.OrderId == row.OrderId && newer.Revision > row.Revision))
            .DefaultIfEmpty()
        select new CountedOrder
        {
            Order = order,
            Revision = later == null ? 0 : later.Revision,
            Attribution = later == null ? order.MarketingAttribution : later.MarketingAttribution,
        };

    /// <summary>What the text of an attribution says; null for none.</summary>
    public static MarketingAttribution? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<MarketingAttribution>(json);
}
