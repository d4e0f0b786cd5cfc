using Attribution.Domain.Journeys;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>Whose order it is, as orders are matched: a user with all browsers, or a browser nobody signed in on, or a lone visit.</summary>
/// <param name="UserId">Empty for nobody known.</param>
/// <param name="Identifications">Of every browser of the person.</param>
/// <param name="Visitors">The browsers.</param>
/// <param name="SessionId">The visit the order came from; empty where none is known.</param>
internal sealed record OrderPerson(string UserId, IReadOnlyList<VisitorUserRow> Identifications, IReadOnlyList<string> Visitors, string SessionId)
{
    // A shop may give one user id to all its guests: of so many browsers, a page shows the first.
    private const int MostVisitors = 200;

    private readonly Dictionary<string, VisitorTimeline> timelines = VisitorTimelines.Of(Identifications);

    /// <summary>Whether what a browser did at an instant was the person's doing.</summary>
    public bool Owns(string visitorId, DateTimeOffset at) => (timelines.GetValueOrDefault(visitorId)?.UserAt(at) ?? "") == UserId;

    /// <summary>The person of an order; null where the order leads to nobody, or does no longer.</summary>
    public static async Task<OrderPerson?> Of(AttributionDb db, OrderRow order, CancellationToken cancellationToken)
    {
        if (order.AnonymisedAt is not null || (order.UserId.Length == 0 && order.VisitorId.Length == 0 && order.SessionId.Length == 0))
        {
            return null;
        }

        var user = order.UserId;
        if (user.Length == 0 && order.VisitorId.Length > 0)
        {
            var own = await TimesOf(db, order.StoreId, [order.VisitorId], cancellationToken);
            user = VisitorTimelines.Of(own).GetValueOrDefault(order.VisitorId)?.UserAt(order.OccurredAt) ?? "";
        }

        List<string> visitors = user.Length > 0
            ? await db.VisitorUsers.Where(row => row.StoreId == order.StoreId && row.UserId == user).Select(row => row.VisitorId).Distinct().Take(MostVisitors).ToListAsync(cancellationToken)
            : order.VisitorId.Length > 0 ? [order.VisitorId] : [];
        return new(user, await TimesOf(db, order.StoreId, visitors, cancellationToken), visitors, order.SessionId);
    }

    private static Task<List<VisitorUserRow>> TimesOf(AttributionDb db, int store, List<string> visitors, CancellationToken cancellationToken) =>
        db.VisitorUsers.Where(row => row.StoreId == store && visitors.Contains(row.VisitorId)).ToListAsync(cancellationToken);
}
