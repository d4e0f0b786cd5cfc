using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>The touches of an order's person, as the store's scope has it, and the journey they make.</summary>
internal sealed class OrderJourney(StoreSettings store, Evidence evidence)
{
    private readonly LookbackWindow window = LookbackWindow.OfDays(store.LookbackDays);

    /// <summary>The journey of an order; null where no touch may earn.</summary>
    public Journey? Of(OrderRow order, Person person)
    {
        var candidates = store.JourneyScope == "session" ? OfSession(order, person) : OfPerson(person);
        return JourneyBuilder.Build(candidates, order.OccurredAt, window, FirstLead(order, person), ConversionTypes.IsMilestone(order.Type));
    }

    private IEnumerable<Touch> OfPerson(Person person)
    {
        if (person.UserId.Length > 0)
        {
            return evidence.VisitorsOf(person.UserId).SelectMany(visitor => TouchesOf(visitor, person.UserId)).Concat(evidence.TouchesByUser[person.UserId]);
        }

        return person.VisitorId.Length > 0 ? TouchesOf(person.VisitorId, null) : evidence.TouchesBySession[person.SessionId];
    }

    // A shared browser: only what belongs to this person, from one identification to the next.
    private IEnumerable<Touch> TouchesOf(string visitorId, string? userId)
    {
        var timeline = evidence.TimelineOf(visitorId);
        return evidence.TouchesByVisitor[visitorId].Where(touch => timeline.UserAt(touch.OccurredAt) == userId);
    }

    private IEnumerable<Touch> OfSession(OrderRow order, Person person)
    {
        var session = person.SessionId.Length > 0
            ? person.SessionId
            : evidence.SessionsOfPeople
                .Where(row => row.StartedAt <= order.OccurredAt && IsOf(row, person))
                .OrderBy(row => row.StartedAt).ThenBy(row => row.SessionId, StringComparer.Ordinal)
                .LastOrDefault()?.SessionId;
        return session is null ? [] : evidence.TouchesBySession[session].Where(touch => touch.VisitorId.Length == 0 || Owns(person, touch.VisitorId, touch.OccurredAt));
    }

    private bool IsOf(SessionRow session, Person person) => session.VisitorId.Length > 0
        ? Owns(person, session.VisitorId, session.StartedAt)
        : person.UserId.Length > 0 && session.UserId == person.UserId;

    private bool Owns(Person person, string visitorId, DateTimeOffset at) => evidence.UserAt(visitorId, at) is { } user
        ? user == person.UserId
        : visitorId == person.VisitorId;

    private DateTimeOffset? FirstLead(OrderRow order, Person person) => evidence.Leads
        .Where(lead => lead.OrderId != order.OrderId && lead.Status != OrderStatus.Cancelled && window.PlaceOf(lead.OccurredAt, order.OccurredAt) == TouchPlace.Inside)
        .Where(lead => lead.VisitorId.Length > 0
            ? Owns(person, lead.VisitorId, lead.OccurredAt)
            : person.UserId.Length > 0 && lead.UserId == person.UserId)
        .Min(lead => (DateTimeOffset?)lead.OccurredAt);
}
