using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage.History;

namespace Attribution.Web.Conversions;

/// <summary>Refunds of the past, a line each. One whose order is not here waits for it.</summary>
internal sealed class RefundHistory(Orders orders) : IHistory
{
    public string Kind => "refunds";

    public int BatchSize => 200;

    public IReadOnlyList<HistoryField> Fields { get; } =
    [
        new("orderId", FieldShape.Text, "order", "order number", "order no", "order name", "transaction id"),
        new("refundId", FieldShape.Text, "refund", "refund number", "id"),
        new("amount", FieldShape.Number, "value", "total", "refund amount", "refunded"),
        new("occurredAt", FieldShape.Instant, "timestamp", "time", "date", "datetime", "created at", "refunded at", "refund date"),
        new("reason", FieldShape.Text, "note"),
    ];

    public HistoryField? MemberOf(string column) => null;

    public IHistoryPass Open(HistoryFile file) => new Pass(file, orders);

    private sealed record RefundItem(string OrderId, RefundRequest Request) : HistoryItem(Request.OccurredAt!.Value);

    private sealed class Pass(HistoryFile file, Orders orders) : IHistoryPass
    {
        private readonly HashSet<long> seen = [];

        public HistoryLine Read(JsonElement line, long number, DateTimeOffset receivedAt)
        {
            var faults = new Faults();
            var (orderId, request) = new ConversionReading(file.Store, receivedAt).RefundOfOrder(line, faults);
            HistoryTime.Check(file.Store, line, request?.OccurredAt, receivedAt, faults);
            return faults.Any ? new HistoryLine(null, faults.ToDictionary()) : HistoryLine.Of(new RefundItem(orderId, request!));
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Check(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        {
            var refunds = Requests(items, receivedAt);
            var outcomes = await orders.PreviewRefunds(file.Store, refunds, cancellationToken);
            return [.. refunds.Select((refund, i) => seen.Add(HistoryIds.Short($"{refund.OrderId}\n{refund.Request.RefundId}")) ? Planned(refund.OrderId, outcomes[i]) : HistoryOutcome.Known)];
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Take(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, bool again, CancellationToken cancellationToken)
        {
            var refunds = Requests(items, receivedAt);
            var outcomes = await orders.Refund(file.Store, refunds, cancellationToken);
            var first = new HashSet<(string OrderId, string RefundId)>();
            return [.. outcomes.Select((outcome, i) => OutcomeOf(
                outcome, first.Add((refunds[i].OrderId, refunds[i].Request.RefundId)) && again && outcome is RefundOutcome.Duplicate known && known.Refund.ReceivedAt == receivedAt))];
        }

        private HistoryOutcome Planned(string orderId, RefundOutcome? refusal) =>
            refusal is null || (refusal is RefundOutcome.NotFound && file.Orders.Contains(HistoryIds.Short(orderId))) ? new HistoryOutcome(HistoryResult.New) : OutcomeOf(refusal, isOwn: false);

        private static HistoryOutcome OutcomeOf(RefundOutcome outcome, bool isOwn) => outcome switch
        {
            RefundOutcome.Created => new HistoryOutcome(HistoryResult.New),
            RefundOutcome.Duplicate => isOwn ? new HistoryOutcome(HistoryResult.New) : HistoryOutcome.Known,
            RefundOutcome.Conflict => HistoryOutcome.Refused("refundId", "A refund of that id is there already, with other content. Give another refund another id."),
            RefundOutcome.Refused refused => HistoryOutcome.Refused("amount", refused.Fault),
            RefundOutcome.NotBooked order => HistoryOutcome.Refused("orderId", $"The order is {order.Status}: it never counted, so nothing can go back."),
            RefundOutcome.Waiting or RefundOutcome.NotFound => new HistoryOutcome(HistoryResult.Noted),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };

        private static List<(string OrderId, RefundRequest Request)> Requests(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt) =>
            [.. items.Cast<RefundItem>().Select(item => (item.OrderId, item.Request with { ReceivedAt = receivedAt }))];
    }
}
