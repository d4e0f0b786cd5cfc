using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>Tells where one order came from: its touches, and what every model gives each of them, as it counts.</summary>
internal static class JourneyAccount
{
    public static JourneyReport Of(StoreSettings store, CountedOrder counted, ReportHead head)
    {
        var (order, attribution) = (counted.Order, CountedOrders.Parse(counted.Attribution));
        return new JourneyReport(head)
        {
            OrderId = order.OrderId,
            Type = order.Type,
            Status = order.Status,
            OccurredAt = order.OccurredAt.UtcDateTime,
            BookedOn = order.BookedOn,
            Value = Cells.Major(order.ValueMinor, store.Currency),
            Refunded = Cells.Major(order.RefundedMinor, store.Currency),
            MatchedBy = order.MatchedBy,
            Verified = !order.IsUnverified,
            Touches = [.. (attribution?.Touches ?? []).Select(touch => Touch(touch, order.OccurredAt))],
            Models = attribution is null ? [] : [.. Models(store, attribution).Select(model => Model(store, attribution, model))],
        };
    }

    // The models of today, then what the order was split by and is no longer offered.
    private static IEnumerable<string> Models(StoreSettings store, MarketingAttribution attribution) =>
        ModelCatalog.RuleBased.Except(store.ArchivedModels).Union(attribution.Credits.Keys.Order(StringComparer.Ordinal));

    private static JourneyTouch Touch(AttributedTouch touch, DateTimeOffset orderedAt) => new(
        touch.Id, touch.OccurredAt.UtcDateTime, touch.Channel, touch.SubChannel, touch.Source, touch.Medium, touch.Campaign,
        Math.Round((orderedAt - touch.OccurredAt).TotalHours, 2));

    // Words call a store's own channel by its name, not by its id.
    private static MarketingAttribution Named(StoreSettings store, MarketingAttribution attribution) =>
        attribution.Touches.All(touch => MarketingChannel.IsKnown(touch.Channel))
            ? attribution
            : attribution with { Touches = [.. attribution.Touches.Select(touch => MarketingChannel.IsKnown(touch.Channel) ? touch : touch with { Channel = store.NameOf(touch.Channel) })] };

    private static JourneyModel Model(StoreSettings store, MarketingAttribution attribution, string model)
    {
        var credits = attribution.CreditsUnder(model)!;
        var own = attribution.Credits.ContainsKey(model);
        var named = Named(store, attribution);
        return new JourneyModel(
            model,
            ModelCatalog.Find(model)?.Name ?? model,
            own && attribution.ModelVersions.TryGetValue(model, out var version) ? version : null,
            [
                .. attribution.Touches.Select((touch, i) => new TouchCredit(
                    touch.Id, touch.Channel, Cells.Millionths(credits.Millionths[i]), Cells.Major(credits.Minor[i], store.Currency))),
            ],
            own
                ? JourneyWords.Why(model, named, credits, store.Currency)
                : $"{ModelCatalog.Find(model)?.Name ?? model}: the order came before this model was offered, so what linear says stands in. "
                    + JourneyWords.Why(ModelIds.Linear, named, credits, store.Currency));
    }
}
