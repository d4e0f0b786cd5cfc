using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>Books refunds and changes of status on the store's local days, in the transaction of the caller.</summary>
internal sealed class Bookings(AttributionDb db, StoreSettings store, DateTimeOffset now, CancellationToken cancellationToken)
{
    /// <summary>Id of the refund that a cancellation makes.</summary>
    public const string CancelId = "cancel";

    private readonly WaitingRefunds waiting = new(db, store, now, cancellationToken);

    public async Task<RefundOutcome> Refund(string orderId, RefundRequest request)
    {
        if (await Find(orderId) is not { } order)
        {
            return await waiting.Add(orderId, request);
        }

        var refunds = await RefundsOf(order);
        return await Refusal(order, refunds, request) ?? new RefundOutcome.Created(order, await Book(order, refunds, AmountOf(order, request), request));
    }

    /// <summary>Why a refund would not be booked anew; null where it would. Nothing is written.</summary>
    public async Task<RefundOutcome?> Preview(string orderId, RefundRequest request) =>
        await Find(orderId) is { } order ? await Refusal(order, await RefundsOf(order), request) : new RefundOutcome.NotFound();

    public async Task<StatusOutcome> ChangeStatus(string orderId, string status)
    {
        if (await Find(orderId) is not { } order)
        {
            return new StatusOutcome.NotFound();
        }

        switch (order.Status, status)
        {
            case var (before, after) when before == after:
                break;
            case (OrderStatus.Pending, OrderStatus.Completed):
                Complete(order, now, store);
                await DirtyDays.Mark(db, store.Id, order.BookedOn!.Value, cancellationToken);
                await BookWaiting(order);
                break;
            case (OrderStatus.Pending, OrderStatus.Cancelled):
                order.Status = status;
                await BookWaiting(order);
                break;
            case (OrderStatus.Completed, OrderStatus.Cancelled):
                await Cancel(order);
                break;
            default:
                return new StatusOutcome.NotAllowed(order.Status);
        }

        return new StatusOutcome.Changed(order);
    }

    /// <summary>
    /// Books the refunds that came before their order, in the order they came, now that it counts or never will. One that does not fit
    /// stays with the reason, and the audit log says so.
    /// </summary>
    /// <param name="order">A tracked order. A pending one keeps them waiting.</param>
    public async Task BookWaiting(OrderRow order)
    {
        if (order.Status == OrderStatus.Pending)
        {
            return;
        }

        var refunds = await RefundsOf(order);
        foreach (var row in await waiting.Of(order.OrderId))
        {
            var request = WaitingRefunds.RequestOf(row);
            Money amount = default;
            if ((order.BookedOn is null ? "The order was cancelled before it counted, so nothing can go back." : Check(order, refunds, request, out amount)) is { } fault)
            {
                await waiting.Refuse(row, fault);
                continue;
            }

            refunds.Add(await Book(order, refunds, amount.Minor, request));
            db.WaitingRefunds.Remove(row);
        }
    }

    /// <summary>The order counts from now on: on the local day of its completion.</summary>
    public static void Complete(OrderRow order, DateTimeOffset at, StoreSettings store)
    {
        order.Status = OrderStatus.Completed;
        order.CompletedAt = at;
        order.BookedOn = store.Calendar.DayOf(at);
    }

    private async Task Cancel(OrderRow order)
    {
        order.Status = OrderStatus.Cancelled;
        var refunds = await RefundsOf(order);
        var rest = order.SentMinor - refunds.Sum(refund => refund.SentMinor);
        if (rest > 0)
        {
            await Book(order, refunds, rest, new RefundRequest(CancelId, new Money(rest, Currency.Of(order.SentCurrency)).Major) { Reason = "cancelled" });
        }
    }

    private async Task<RefundOutcome?> Refusal(OrderRow order, List<RefundRow> refunds, RefundRequest request)
    {
        if (refunds.Find(refund => refund.RefundId == request.RefundId) is { } known)
        {
            return known.ContentHash == request.ContentHash() || order.AnonymisedAt is not null ? new RefundOutcome.Duplicate(order, known) : new RefundOutcome.Conflict();
        }

        return order.BookedOn is null ? await waiting.Known(order.OrderId, request) ?? new RefundOutcome.NotBooked(order.Status)
            : Check(order, refunds, request, out _) is { } fault ? new RefundOutcome.Refused(fault)
            : null;
    }

    private static long AmountOf(OrderRow order, RefundRequest request) =>
        Money.TryFromMajor(request.Amount, Currency.Of(order.SentCurrency), out var amount) ? amount.Minor : throw new InvalidOperationException("The amount was checked.");

    private static string? Check(OrderRow order, List<RefundRow> refunds, RefundRequest request, out Money amount)
    {
        var currency = Currency.Of(order.SentCurrency);
        if (!Money.TryFromMajor(request.Amount, currency, out amount))
        {
            return Http.MoneyReading.WhyNot(request.Amount, currency);
        }

        var rest = new Money(order.SentMinor - refunds.Sum(refund => refund.SentMinor), currency);
        return amount.Minor > rest.Minor
            ? FormattableString.Invariant($"{request.Amount} is more than the {rest} that can still go back. Send at most {rest.Major}.")
            : null;
    }

    // Converted cumulatively, as the order was: what goes back in many parts sums to the value exactly.
    /// <summary>Books what goes back of an order; below 0 what an edit of the platform's added.</summary>
    public async Task<RefundRow> Book(OrderRow order, List<RefundRow> refunds, long sentMinor, RefundRequest request)
    {
        var sentBefore = refunds.Sum(refund => refund.SentMinor);
        var occurredAt = request.OccurredAt ?? request.ReceivedAt ?? now;
        var row = new RefundRow
        {
            StoreId = order.StoreId,
            OrderId = order.OrderId,
            RefundId = request.RefundId,
            SentMinor = sentMinor,
            BeforeMinor = order.RefundedMinor,
            AfterMinor = OrderRecording.Converted(new Money(sentBefore + sentMinor, Currency.Of(order.SentCurrency)), order.Rate, store),
            OccurredAt = occurredAt,
            ReceivedAt = request.ReceivedAt ?? now,
            BookedOn = store.Calendar.DayOf(occurredAt),
            Reason = request.Reason,
            ContentHash = request.ContentHash(),
        };
        row.AmountMinor = row.AfterMinor - row.BeforeMinor;
        order.RefundedMinor = row.AfterMinor;
        db.Refunds.Add(row);
        await DirtyDays.Mark(db, store.Id, row.BookedOn, cancellationToken);
        return row;
    }

    /// <summary>
    /// The order, tracked; null where there is none. One that only a browser told of is none to who books on it: the server sends the
    /// order first.
    /// </summary>
    public Task<OrderRow?> Find(string orderId) =>
        db.Orders.AsTracking().FirstOrDefaultAsync(row => row.StoreId == store.Id.Value && row.OrderId == orderId && !row.IsUnverified, cancellationToken);

    public Task<List<RefundRow>> RefundsOf(OrderRow order) =>
        db.Refunds.Where(row => row.StoreId == order.StoreId && row.OrderId == order.OrderId).ToListAsync(cancellationToken);
}
