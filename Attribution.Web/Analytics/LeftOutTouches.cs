using Attribution.Domain.Journeys;
using Attribution.Web.Components;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Analytics;

/// <summary>Tells why a touch of the person earns nothing of an order, by the store's window and scope of today.</summary>
internal sealed class LeftOutTouches(StoreSettings store, OrderRow order)
{
    private const int Most = 50;

    private readonly LookbackWindow window = LookbackWindow.OfDays(store.LookbackDays);

    /// <summary>Those of the person's touches that are not in the journey: the ones nearest to the order, by instant.</summary>
    public IReadOnlyList<JourneyLeftOut> Of(IEnumerable<PersonTouch> touches) =>
        [.. touches.OrderBy(touch => (touch.OccurredAt - order.OccurredAt).Duration()).Take(Most).OrderBy(touch => touch.OccurredAt).Select(Of)];

    private JourneyLeftOut Of(PersonTouch touch)
    {
        var (reason, explanation) = Why(touch);
        return new(touch.TouchId, touch.OccurredAt.UtcDateTime, touch.Channel, touch.Source, touch.Medium, touch.Campaign, reason, explanation);
    }

    private (string Reason, string Explanation) Why(PersonTouch touch) => window.PlaceOf(touch.OccurredAt, order.OccurredAt) switch
    {
        TouchPlace.TooEarly => ("outside_window", $"{StoreTimes.Length(order.OccurredAt - touch.OccurredAt)} before the order; the window is {Days(store.LookbackDays)}."),
        TouchPlace.AfterConversion => ("after_order", $"{StoreTimes.Length(touch.OccurredAt - order.OccurredAt)} after the order: it belongs to the next journey."),
        _ when touch.ReceivedAt > order.ReceivedAt => ("arrived_late", "It came in after the order had been credited."),
        _ when store.JourneyScope == "session" => ("other_visit", "It belongs to another visit, and journeys of this store hold one visit."),
        _ => ("not_linked", "When the order came, it was not known that this visit was the same person's."),
    };

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
}
