using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Analytics;

/// <summary>All that is known of one order's journey, as it was read.</summary>
/// <param name="Creditings">At least the first; the last one holds.</param>
/// <param name="Touches">Of the journeys' touches those that are still there, by id.</param>
/// <param name="Sessions">Their sessions, by start.</param>
/// <param name="Fits">What data-driven models say; their credits are in the crediting that holds.</param>
/// <param name="Others">The person's touches outside the journey that holds.</param>
internal sealed record JourneyFacts(
    StoreSettings Store,
    OrderRow Order,
    IReadOnlyList<OrderCrediting> Creditings,
    IReadOnlyDictionary<Guid, KnownTouch> Touches,
    IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<RefundRow> Refunds,
    IReadOnlyList<PersonTouch> Others,
    IReadOnlyDictionary<(string Model, int Version), IReadOnlyDictionary<string, double>> Parameters,
    OrderFits Fits)
{
    /// <summary>The store's own model by version, of those that credited the order.</summary>
    public IReadOnlyDictionary<int, ModelDefinition> Custom { get; init; } = new Dictionary<int, ModelDefinition>();

    /// <summary>The crediting that holds.</summary>
    public OrderCrediting Holding => Creditings[^1];

    /// <summary>Changes whenever the account of it may read differently.</summary>
    public IEnumerable<string> Version() =>
    [
        $"{Order.Status} {Order.ContentHash} {Order.ValueMinor} {Order.RefundedMinor} {Order.Touches} {Order.MatchedBy} {Order.IsUnverified} {Order.AnonymisedAt:O} {Order.BookedOn:O}",
        $"{Store.LookbackDays} {Store.JourneyScope} {Holding.Revision} {string.Join(' ', Touches.Values.Select(touch => $"{touch.TouchId} {touch.Reason}").Order(StringComparer.Ordinal))}",
        Fits.Version,
        string.Join(' ', Store.OwnChannels.Select(channel => $"{channel.Id} {channel.Name}")),
        string.Join(' ', Refunds.Select(refund => $"{refund.RefundId} {refund.AmountMinor}")),
        string.Join(' ', Sessions.Select(session => $"{session.SessionId} {session.LastActivityAt:O} {session.TouchCount}")),
        string.Join(' ', Others.Select(touch => $"{touch.TouchId} {touch.Channel} {touch.Source} {touch.Medium}")),
        string.Join(' ', Store.ActiveModels),
        string.Join(' ', Parameters.Select(one => $"{one.Key} {string.Join(' ', one.Value)}")),
    ];
}

/// <summary>What an order does not keep of a touch.</summary>
internal sealed record KnownTouch(Guid TouchId, string SessionId, string Reason, string Flags);
