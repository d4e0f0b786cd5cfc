using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>
/// Brings an order to the state its platform tells, in the transaction of the caller. Credits and value never change once the order is
/// recorded; what an edit takes off books as a refund on the day of the edit, what it adds books on that day as revenue and no order,
/// both under the order's own credits. So the store's total follows the shop's, and no day that is over moves.
/// </summary>
internal sealed class ShopBookings(AttributionDb db, StoreSettings store, IReadOnlyList<ConfiguredModel> models, DateTimeOffset now, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    private readonly Bookings bookings = new(db, store, now, cancellationToken);
    private readonly List<string> notes = [];

    public async Task<ShopAnswer> Take(ShopOrder told)
    {
        var known = await bookings.Find(told.OrderId);
        if (Refusal(told, known) is { } refusal)
        {
            return refusal;
        }

        var order = known ?? await Record(told);
        // A platform's clock that runs ahead must not shut out what it tells next.
        order.OriginVersion = told.Version > now ? now : told.Version;
        await ChangeStatus(order, told);
        if (told.Net is { } net && order.BookedOn is not null)
        {
            await Settle(order, told, net);
        }

        return notes.Count > 0 ? new(ShopOutcome.Done, Sentence()) : new(ShopOutcome.Known, "Nothing changed.");
    }

    public async Task<ShopAnswer> Refund(string orderId, ShopRefund told)
    {
        if (await bookings.Find(orderId) is not { } order)
        {
            return new(ShopOutcome.Waits, "Its order is not here yet.");
        }

        var refunds = await bookings.RefundsOf(order);
        if (refunds.Exists(refund => refund.RefundId == told.RefundId))
        {
            return new(ShopOutcome.Known, "The refund is known.");
        }

        if (order.BookedOn is null)
        {
            return order.Status == OrderStatus.Cancelled
                ? new(ShopOutcome.Known, "The order is cancelled and never counted.")
                : new(ShopOutcome.Waits, "Its order does not count yet.");
        }

        if (OtherCurrency(order) is { } refusal)
        {
            return refusal;
        }

        await GiveBack(order, refunds, told);
        return notes.Count > 0 ? new(ShopOutcome.Done, Sentence()) : new(ShopOutcome.Known, "Nothing is left of the order to go back.");
    }

    public async Task<ShopAnswer> Cancel(string orderId, DateTimeOffset at)
    {
        if (await bookings.Find(orderId) is not { } order)
        {
            return new(ShopOutcome.Known, "There is no such order here.");
        }

        if (order.Status == OrderStatus.Cancelled)
        {
            return new(ShopOutcome.Known, "The order is cancelled already.");
        }

        (order.Status, order.OriginVersion) = (OrderStatus.Cancelled, at);
        notes.Add("cancelled");
        if (order.BookedOn is not null)
        {
            var refunds = await bookings.RefundsOf(order);
            await Adjust(order, refunds, Left(order, refunds), Bookings.CancelId, "cancelled", at);
        }

        return new(ShopOutcome.Done, Sentence());
    }

    private ShopAnswer? Refusal(ShopOrder told, OrderRow? known)
    {
        if (known is null)
        {
            return told.OccurredAt > now + Ahead ? new(ShopOutcome.Refused, "The order is dated more than a day ahead. Check the clock of the shop.") : null;
        }

        if (told.Net is null)
        {
            return new(ShopOutcome.Known, known.SentMinor == told.Value.Minor && known.SentCurrency == told.Value.Currency.Code
                ? "The order is known."
                : $"An order of that id is here already with {Sent(known)}; that stands.");
        }

        return known.OriginVersion > told.Version ? new(ShopOutcome.Older, "A later state of the order is known.") : OtherCurrency(known);
    }

    private ShopAnswer? OtherCurrency(OrderRow order) => order.SentCurrency == store.Currency.Code
        ? null
        : new(ShopOutcome.Refused, $"The order came by the API in {order.SentCurrency}. Send its changes by the API too.");

    private async Task<OrderRow> Record(ShopOrder told)
    {
        var recorded = await new OrderRecording(db, store, models, now, cancellationToken).Record([RequestOf(told)]);
        // Recording looks for no changes, as it makes none; the order is about to be changed.
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        var order = ((OrderOutcome.Created)recorded[0]).Order;
        order.Origin = told.Origin;
        notes.Add($"recorded with {Sent(order)}");
        if (told.PaidAt is { } paidAt && order.BookedOn is not null)
        {
            await Complete(order, paidAt);
        }

        return order;
    }

    private static ConversionRequest RequestOf(ShopOrder told) => new(told.OrderId, Gross(told))
    {
        Status = told.Status,
        OccurredAt = told.OccurredAt,
        SessionId = told.SessionId,
        VisitorId = told.VisitorId,
        UserId = told.UserId,
        EmailHash = told.EmailHash,
        CartToken = told.CartToken,
        Details = new ConversionDetails
        {
            CustomerType = OrNull(told.CustomerType),
            Coupon = OrNull(told.Coupon),
            Items = told.Items.Count > 0 ? [.. told.Items.Select(item => new OrderItem(OrNull(item.Sku), OrNull(item.Name), item.Quantity, item.Price))] : null,
            Properties = told.Properties.Count > 0 ? new SortedDictionary<string, string>(told.Properties.ToDictionary(), StringComparer.Ordinal) : null,
        },
    };

    // What an order is first seen with: what it is worth now, and what has gone back already, which is booked on its own days.
    private static Money Gross(ShopOrder told) => told.Net is { } net && told.Status != OrderStatus.Cancelled
        ? net with { Minor = net.Minor + told.Refunds.Sum(refund => refund.Amount?.Minor ?? 0) }
        : told.Value;

    private async Task ChangeStatus(OrderRow order, ShopOrder told)
    {
        switch (told.Status)
        {
            case OrderStatus.Completed when order.BookedOn is null:
                await Complete(order, told.PaidAt ?? told.Version);
                notes.Add("completed");
                break;
            case OrderStatus.Completed when order.Status == OrderStatus.Cancelled:
                order.Status = OrderStatus.Completed;
                notes.Add("opened again");
                break;
            case OrderStatus.Pending when order.BookedOn is null:
                order.Status = OrderStatus.Pending;
                break;
            case OrderStatus.Cancelled when order.Status != OrderStatus.Cancelled:
                order.Status = OrderStatus.Cancelled;
                notes.Add("cancelled");
                break;
        }
    }

    private Task Complete(OrderRow order, DateTimeOffset at)
    {
        Bookings.Complete(order, at, store);
        return DirtyDays.Mark(db, store.Id, order.BookedOn!.Value, cancellationToken);
    }

    private async Task Settle(OrderRow order, ShopOrder told, Money net)
    {
        var refunds = await bookings.RefundsOf(order);
        foreach (var refund in told.Refunds.OrderBy(refund => refund.OccurredAt).ThenBy(refund => refund.RefundId, StringComparer.Ordinal))
        {
            if (!refunds.Exists(one => one.RefundId == refund.RefundId))
            {
                await GiveBack(order, refunds, refund);
            }
        }

        var isCancelled = order.Status == OrderStatus.Cancelled;
        var excess = Left(order, refunds) - (isCancelled ? 0 : net.Minor);
        if (excess != 0 && order.Origin != told.Origin && !isCancelled)
        {
            // Two ways told of one order; by which rules the other one reckons its value, nobody knows here.
            notes.Add($"the value stands, as the order came another way with {Sent(order)}");
        }
        else if (excess > 0 || (excess < 0 && told.Status == OrderStatus.Completed))
        {
            var id = isCancelled ? Bookings.CancelId : FormattableString.Invariant($"edit-{told.Version.ToUnixTimeSeconds()}");
            await Adjust(order, refunds, excess, id, isCancelled ? "cancelled" : "edited", told.Version);
        }
    }

    private async Task GiveBack(OrderRow order, List<RefundRow> refunds, ShopRefund told)
    {
        var left = Left(order, refunds);
        var amount = Math.Min(told.Amount?.Minor ?? left, left);
        if (amount > 0)
        {
            await Book(order, refunds, amount, told.RefundId, told.Reason, told.OccurredAt);
            notes.Add($"{Words(new Money(amount, store.Currency))} went back{(amount < told.Amount?.Minor ? ", which was all that was left" : "")}");
        }
    }

    private async Task Adjust(OrderRow order, List<RefundRow> refunds, long minor, string id, string reason, DateTimeOffset at)
    {
        if (minor == 0)
        {
            return;
        }

        var free = id;
        for (var next = 2; refunds.Exists(refund => refund.RefundId == free); next++)
        {
            free = FormattableString.Invariant($"{id}-{next}");
        }

        await Book(order, refunds, minor, free, reason, at);
        notes.Add(minor > 0 ? $"{Words(new Money(minor, store.Currency))} less" : $"{Words(new Money(-minor, store.Currency))} more");
    }

    private async Task Book(OrderRow order, List<RefundRow> refunds, long minor, string id, string reason, DateTimeOffset at) =>
        refunds.Add(await bookings.Book(order, refunds, minor, new RefundRequest(id, new Money(minor, store.Currency).Major) { OccurredAt = at > now ? now : at, Reason = reason }));

    private static long Left(OrderRow order, List<RefundRow> refunds) => order.SentMinor - refunds.Sum(refund => refund.SentMinor);

    private static string Sent(OrderRow order) => Words(new Money(order.SentMinor, Currency.Of(order.SentCurrency)));

    private static string Words(Money money) => $"{money.Major.ToString("F" + money.Currency.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {money.Currency}";

    private string Sentence() => string.Join("; ", notes) is var text && text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] + "." : "";

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
