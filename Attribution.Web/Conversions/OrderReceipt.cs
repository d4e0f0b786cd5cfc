using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>The answer to an order: what was taken, and what it was credited to.</summary>
internal sealed record OrderReceipt(
    string OrderId, string Type, string Status, decimal Value, string Currency, string MatchedBy, int Touches, ReceiptTouch? FirstTouch, ReceiptTouch? LastTouch)
{
    public static OrderReceipt Of(OrderRow order)
    {
        var attribution = order.MarketingAttribution is { } json ? JsonSerializer.Deserialize<MarketingAttribution>(json) : null;
        return new OrderReceipt(
            order.OrderId,
            order.Type,
            order.Status,
            new Money(order.SentMinor, Domain.Currency.Of(order.SentCurrency)).Major,
            order.SentCurrency,
            order.MatchedBy,
            order.Touches,
            ReceiptTouch.Of(attribution?.FirstTouch),
            ReceiptTouch.Of(attribution?.LastTouch));
    }
}

/// <summary>A touch of a receipt.</summary>
internal sealed record ReceiptTouch(Guid TouchId, string Channel, string SubChannel, string Source, string Medium, string Campaign, DateTime OccurredAt)
{
    public static ReceiptTouch? Of(AttributedTouch? touch) => touch is null
        ? null
        : new(touch.Id, touch.Channel, touch.SubChannel, touch.Source, touch.Medium, touch.Campaign, touch.OccurredAt.UtcDateTime);
}

/// <summary>The answer to a refund, in the currency the order was sent in.</summary>
internal sealed record RefundReceipt(string OrderId, string RefundId, decimal Amount, string Currency, DateTime OccurredAt, DateOnly BookedOn)
{
    public static RefundReceipt Of(OrderRow order, RefundRow refund) => new(
        order.OrderId,
        refund.RefundId,
        new Money(refund.SentMinor, Domain.Currency.Of(order.SentCurrency)).Major,
        order.SentCurrency,
        refund.OccurredAt.UtcDateTime,
        refund.BookedOn);
}

/// <summary>The answer to a refund that came before its order. What currency it is in, the order will tell.</summary>
internal sealed record WaitingReceipt(string OrderId, string RefundId, decimal Amount, string Status, string Detail)
{
    public static WaitingReceipt Of(RefundOutcome.Waiting waiting) => new(
        waiting.OrderId,
        waiting.Refund.RefundId,
        waiting.Refund.Amount,
        "waiting",
        "This refund's order does not count yet. The refund is kept and will be booked once the order does, if its amount fits; send the order under this id.");
}

/// <summary>What became of one order of a batch.</summary>
internal sealed record BatchItem(
    string? OrderId, string Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>The answer to a batch: an item an order, in the order they were sent.</summary>
internal sealed record BatchReceipt(IReadOnlyList<BatchItem> Items);
