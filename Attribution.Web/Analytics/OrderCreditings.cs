using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>An order as it was credited once.</summary>
/// <param name="Revision">0: when it came; then each time it was credited anew.</param>
/// <param name="Cause">What made it, such as <c>channels 4</c>; empty for the first.</param>
/// <param name="Attribution">Null where no touch preceded the order.</param>
internal sealed record OrderCrediting(int Revision, string Cause, DateTimeOffset At, MarketingAttribution? Attribution);

/// <summary>Every crediting of an order, in order: the last one holds.</summary>
internal static class OrderCreditings
{
    public static async Task<IReadOnlyList<OrderCrediting>> Of(AttributionDb db, OrderRow order, CancellationToken cancellationToken)
    {
        var anew = await db.OrderAttributions.Where(row => row.StoreId == order.StoreId && row.OrderId == order.OrderId).OrderBy(row => row.Revision).ToListAsync(cancellationToken);
        return
        [
            new(0, "", order.ReceivedAt, Parse(order.MarketingAttribution)),
            .. anew.Select(row => new OrderCrediting(row.Revision, row.Cause, row.CreatedAt, Parse(row.MarketingAttribution))),
        ];
    }

    private static MarketingAttribution? Parse(string? json) => string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<MarketingAttribution>(json, ApiJson.Options);
}
