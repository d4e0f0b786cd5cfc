using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>Orders and leads of the past, a line each.</summary>
internal sealed class OrderHistory(Orders orders) : IHistory
{
    /// <summary>Before a member of an order that the sender names.</summary>
    private const string Property = "properties.";

    public string Kind => "conversions";

    public int BatchSize => 200;

    public IReadOnlyList<HistoryField> Fields { get; } =
    [
        new("orderId", FieldShape.Text, "order", "order number", "order no", "order name", "transaction id", "id"),
        new("occurredAt", FieldShape.Instant, "timestamp", "time", "date", "datetime", "created at", "order date", "ordered at", "paid at"),
        new("value", FieldShape.Number, "total", "total price", "order total", "order value", "amount", "revenue", "conversion value"),
        new("currency", FieldShape.Text, "currency code"),
        new("rate", FieldShape.Number, "exchange rate"),
        new("type", FieldShape.Text, "conversion type"),
        new("status", FieldShape.Text, "order status"),
        new("sessionId", FieldShape.Text, "session", "visit id"),
        new("visitorId", FieldShape.Text, "visitor", "client id", "anonymous id", "cookie id"),
        new("userId", FieldShape.Text, "user", "customer id", "customer"),
        new("emailHash", FieldShape.Text, "email sha256", "hashed email"),
        new("cartToken", FieldShape.Text, "cart id", "checkout token"),
        new("customerType", FieldShape.Text),
        new("coupon", FieldShape.Text, "coupon code", "discount code", "voucher"),
        new("partner", FieldShape.Text, "partner code"),
        new("commissionBase", FieldShape.Number),
        new("policyId", FieldShape.Text),
        new("policyNumber", FieldShape.Text),
    ];

    public HistoryField? MemberOf(string column) =>
        column.Trim() is { } name && name.StartsWith(Property, StringComparison.OrdinalIgnoreCase) && name.Length > Property.Length
            ? new HistoryField(Property + name[Property.Length..], FieldShape.Text)
            : null;

    public IHistoryPass Open(HistoryFile file) => new Pass(file, orders);

    private sealed record OrderItem(ConversionRequest Request) : HistoryItem(Request.OccurredAt!.Value);

    private sealed class Pass(HistoryFile file, Orders orders) : IHistoryPass
    {
        private static readonly HistoryOutcome Conflict = HistoryOutcome.Refused("orderId", "An order of that id is there already, with other content. Give another order another id.");

        private readonly Dictionary<long, long> seen = [];

        public HistoryLine Read(JsonElement line, long number, DateTimeOffset receivedAt)
        {
            var faults = new Faults();
            var request = new ConversionReading(file.Store, receivedAt).Order(line, ConversionTypes.Sale, faults);
            HistoryTime.Check(file.Store, line, request?.OccurredAt, receivedAt, faults);
            return faults.Any ? new HistoryLine(null, faults.ToDictionary()) : HistoryLine.Of(new OrderItem(request!));
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Check(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        {
            var requests = Requests(items, receivedAt);
            var outcomes = await orders.Preview(file.Store, requests, cancellationToken);
            return [.. requests.Select((request, i) => Seen(request) ?? OutcomeOf(outcomes[i], isOwn: false))];
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Take(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, bool again, CancellationToken cancellationToken)
        {
            var requests = Requests(items, receivedAt);
            var outcomes = await orders.Record(file.Store, requests, cancellationToken);
            var first = new HashSet<string>(StringComparer.Ordinal);
            return [.. outcomes.Select((outcome, i) => OutcomeOf(outcome, first.Add(requests[i].OrderId) && again && outcome is OrderOutcome.Duplicate known && known.Order.ReceivedAt == receivedAt))];
        }

        // What an earlier line of the file would have stored by now; null where there is none.
        private HistoryOutcome? Seen(ConversionRequest request)
        {
            var (id, content) = (HistoryIds.Short(request.OrderId), HistoryIds.Short(request.ContentHash()));
            file.Orders.Add(id);
            return seen.TryAdd(id, content) ? null : seen[id] == content ? HistoryOutcome.Known : Conflict;
        }

        private static HistoryOutcome OutcomeOf(OrderOutcome outcome, bool isOwn) => outcome switch
        {
            OrderOutcome.Created created => New(created.Order),
            OrderOutcome.Duplicate known => isOwn ? New(known.Order) : HistoryOutcome.Known,
            _ => Conflict,
        };

        private static HistoryOutcome New(OrderRow order) => new(HistoryResult.New, order.MatchedBy);

        private static List<ConversionRequest> Requests(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt) =>
            [.. items.Cast<OrderItem>().Select(item => item.Request with { ReceivedAt = receivedAt })];
    }
}

/// <summary>When an order or refund of the past happened.</summary>
internal static class HistoryTime
{
    /// <summary>Notes a time that is missing or beyond what is kept.</summary>
    public static void Check(StoreSettings store, JsonElement line, DateTimeOffset? at, DateTimeOffset receivedAt, Faults faults)
    {
        if (at is { } occurredAt && Retention.WhyNot(store, occurredAt, receivedAt) is { } why)
        {
            faults.Add("occurredAt", why);
        }
        else if (line.ValueKind == JsonValueKind.Object && !new JsonFields(line, new Faults()).Has("occurredAt"))
        {
            faults.Add("occurredAt", "This is missing. History has to say when it happened, such as 2026-11-21T08:00:00Z.");
        }
        else if (at is null && !faults.Any)
        {
            faults.Add("occurredAt", "This is empty. History has to say when it happened, such as 2026-11-21T08:00:00Z.");
        }
    }
}
