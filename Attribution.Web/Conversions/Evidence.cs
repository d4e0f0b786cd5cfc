using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>
/// What is known of the people behind a handful of orders, read once for all of them. It grows while they are recorded one after the
/// other, so that an order sees what the one before it in the same batch brought.
/// </summary>
internal sealed class Evidence
{
    public required Dictionary<string, OrderRow> Orders { get; init; }

    public required Dictionary<string, SessionRow> Sessions { get; init; }

    public required IReadOnlyList<ConversionHintRow> Hints { get; init; }

    /// <summary>All that the browsers behind <see cref="Hints"/> claimed around that time, by visitor.</summary>
    public required ILookup<string, ConversionHintRow> ClaimsByVisitor { get; init; }

    public required List<PersonEmailRow> Emails { get; init; }

    /// <summary>Identifications of every visitor that may play a part, by visitor.</summary>
    public required Dictionary<string, List<VisitorUserRow>> Identifications { get; init; }

    public required ILookup<string, Touch> TouchesByVisitor { get; init; }

    public required ILookup<string, Touch> TouchesBySession { get; init; }

    /// <summary>Touches that a server sent for a user without a browser.</summary>
    public required ILookup<string, Touch> TouchesByUser { get; init; }

    /// <summary>Sessions of every visitor and user that may play a part; read only where journeys are a session's.</summary>
    public required IReadOnlyList<SessionRow> SessionsOfPeople { get; init; }

    /// <summary>Leads of every visitor and user that may play a part.</summary>
    public required List<OrderRow> Leads { get; init; }

    /// <summary>Visitors that have a session or a touch at all, be it long ago.</summary>
    public required HashSet<string> KnownVisitors { get; init; }

    /// <summary>Users that have a session or a touch without a browser, be it long ago.</summary>
    public required HashSet<string> KnownUsers { get; init; }

    /// <summary>Who used a browser at an instant; null where nobody ever said.</summary>
    public string? UserAt(string visitorId, DateTimeOffset at) => TimelineOf(visitorId).UserAt(at);

    public VisitorTimeline TimelineOf(string visitorId) =>
        new(Identifications.GetValueOrDefault(visitorId, []).Select(row => new Identification(row.From, row.UserId)));

    /// <summary>Every browser that was ever a user's.</summary>
    public IEnumerable<string> VisitorsOf(string userId) =>
        Identifications.Where(visitor => visitor.Value.Exists(row => row.UserId == userId)).Select(visitor => visitor.Key);

    public bool IsKnownUser(string userId) => KnownUsers.Contains(userId) || VisitorsOf(userId).Any();

    public bool IsKnownVisitor(string visitorId) => KnownVisitors.Contains(visitorId) || Identifications.ContainsKey(visitorId);

    /// <summary>Adds what an order brought about who uses a browser, so that the next order of the batch knows.</summary>
    public void Add(VisitorUserRow identification)
    {
        if (Identifications.TryGetValue(identification.VisitorId, out var rows))
        {
            rows.Add(identification);
        }
        else
        {
            Identifications.Add(identification.VisitorId, [identification]);
        }
    }
}

/// <summary>Whose journey an order ends: a user with all browsers, or a browser nobody signed in on, or a lone session.</summary>
/// <param name="UserId">Empty for an anonymous browser.</param>
/// <param name="VisitorId">The browser the order came from; empty where a server named the user alone.</param>
/// <param name="SessionId">The session the order came from; empty where it was matched otherwise.</param>
internal sealed record Person(string UserId, string VisitorId, string SessionId);
