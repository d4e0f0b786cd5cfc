using System.Globalization;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>Refunds that came before their order, in the transaction of the caller: a shop's systems don't wait for each other.</summary>
internal sealed class WaitingRefunds(AttributionDb db, StoreSettings store, DateTimeOffset now, CancellationToken cancellationToken)
{
    private const int LongestId = 100;

    /// <summary>Keeps a refund whose order is not here.</summary>
    public async Task<RefundOutcome> Add(string orderId, RefundRequest request)
    {
        // An order of such an id can never come.
        if (orderId.Length is 0 or > LongestId)
        {
            return new RefundOutcome.NotFound();
        }

        if (await Known(orderId, request) is { } known)
        {
            return known;
        }

        db.WaitingRefunds.Add(new WaitingRefundRow
        {
            StoreId = store.Id.Value,
            OrderId = orderId,
            RefundId = request.RefundId,
            Amount = request.Amount.ToString(CultureInfo.InvariantCulture),
            OccurredAt = request.OccurredAt,
            ReceivedAt = request.ReceivedAt ?? now,
            Reason = request.Reason,
        });
        return new RefundOutcome.Waiting(orderId, request);
    }

    /// <summary>What is said of a refund that waits already; null where none of that id does.</summary>
    public async Task<RefundOutcome?> Known(string orderId, RefundRequest request)
    {
        var row = (await Of(orderId)).Find(row => row.RefundId == request.RefundId);
        return row is null ? null
            : RequestOf(row).ContentHash() == request.ContentHash() ? new RefundOutcome.Waiting(orderId, RequestOf(row))
            : new RefundOutcome.Conflict();
    }

    /// <summary>The refunds that wait for an order, as they came.</summary>
    public Task<List<WaitingRefundRow>> Of(string orderId) =>
        db.WaitingRefunds.AsTracking()
            .Where(row => row.StoreId == store.Id.Value && row.OrderId == orderId && row.Refusal == null)
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.RefundId)
            .ToListAsync(cancellationToken);

    /// <summary>The orders, of these, that a refund waits for.</summary>
    public Task<List<string>> Awaited(IReadOnlyCollection<string> orderIds) =>
        db.WaitingRefunds.Where(row => row.StoreId == store.Id.Value && orderIds.Contains(row.OrderId) && row.Refusal == null)
            .Select(row => row.OrderId)
            .Distinct()
            .ToListAsync(cancellationToken);

    /// <summary>Keeps the refund with the reason why it was not booked, where an admin sees it.</summary>
    public Task Refuse(WaitingRefundRow row, string why)
    {
        row.Refusal = why;
        return AuditLog.Append(db, store.Id, "system", "refund.refused", $"{row.OrderId} {row.RefundId}", why, now, cancellationToken);
    }

    public static RefundRequest RequestOf(WaitingRefundRow row) => new(row.RefundId, decimal.Parse(row.Amount, CultureInfo.InvariantCulture))
    {
        OccurredAt = row.OccurredAt,
        ReceivedAt = row.ReceivedAt,
        Reason = row.Reason,
    };
}
