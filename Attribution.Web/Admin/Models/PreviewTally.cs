using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;

namespace Attribution.Web.Admin.Models;

/// <summary>Credits orders under two models and adds up, by channel, what each earns.</summary>
internal sealed class PreviewTally(IAttributionModel now, IAttributionModel draft)
{
    private readonly Dictionary<string, (long OrdersNow, long OrdersDraft, long RevenueNow, long RevenueDraft)> sums = new(StringComparer.Ordinal);

    /// <summary>Orders looked at.</summary>
    public long Orders { get; private set; }

    /// <summary>Orders of which some channel earns more or less.</summary>
    public long Moved { get; private set; }

    /// <summary>By channel, the largest move first.</summary>
    public IReadOnlyList<PreviewRow> Rows =>
    [
        .. sums.Select(sum => new PreviewRow(sum.Key, sum.Value.OrdersNow, sum.Value.OrdersDraft, sum.Value.RevenueNow, sum.Value.RevenueDraft))
            .OrderByDescending(row => Math.Abs(row.Moved)).ThenByDescending(row => row.RevenueNow).ThenBy(row => row.Channel, StringComparer.Ordinal),
    ];

    /// <summary>Adds an order; one without a touch is unattributed under every model.</summary>
    public void Add(MarketingAttribution? attribution, DateTimeOffset occurredAt, long valueMinor)
    {
        Orders++;
        if (attribution is null)
        {
            Add(MarketingChannel.Unattributed, CreditSplit.Whole, CreditSplit.Whole, valueMinor, valueMinor);
            return;
        }

        var journey = Recrediting.JourneyOf(attribution, occurredAt, valueMinor);
        var (before, after) = (CreditSplit.Of(now, journey, valueMinor), CreditSplit.Of(draft, journey, valueMinor));
        Moved += IsMoved(journey, before, after) ? 1 : 0;
        for (var i = 0; i < journey.Length; i++)
        {
            Add(journey.Touches[i].Channel, before.Millionths[i], after.Millionths[i], before.Minor[i], after.Minor[i]);
        }
    }

    // Within a channel nothing moves: a figure of channels does not show it.
    private static bool IsMoved(Journey journey, CreditSplit before, CreditSplit after)
    {
        var moves = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < journey.Length; i++)
        {
            moves[journey.Touches[i].Channel] = moves.GetValueOrDefault(journey.Touches[i].Channel) + after.Millionths[i] - before.Millionths[i];
        }

        return moves.Values.Any(move => move != 0);
    }

    private void Add(string channel, long ordersNow, long ordersDraft, long revenueNow, long revenueDraft)
    {
        var sum = sums.GetValueOrDefault(channel);
        sums[channel] = (sum.OrdersNow + ordersNow, sum.OrdersDraft + ordersDraft, sum.RevenueNow + revenueNow, sum.RevenueDraft + revenueDraft);
    }
}
