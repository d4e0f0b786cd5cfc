using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>A touch of a person, as pages tell of it.</summary>
internal sealed record PersonTouch(
    Guid TouchId, string VisitorId, string SessionId, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string Channel, string Source, string Medium, string Campaign, string Reason, string Type);

/// <summary>The touches of a person, by the same indexes as orders find them.</summary>
internal static class PersonTouches
{
    /// <summary>Most that are read at once.</summary>
    public const int Most = 2_000;

    public static async Task<IReadOnlyList<PersonTouch>> Of(AttributionDb db, int store, OrderPerson person, CancellationToken cancellationToken)
    {
        var all = db.Touches.Where(row => row.StoreId == store);
        List<string> visitors = [.. person.Visitors];
        var ofBrowsers = await Narrow(db, all.Where(row => visitors.Contains(row.VisitorId)), cancellationToken);

        // Touches that name a user have an index of their own, which a query has to ask for.
        var ofUser = person.UserId.Length > 0 ? await Narrow(db, all.Where(row => row.UserId != "" && row.UserId == person.UserId && row.VisitorId.Length == 0), cancellationToken) : [];
        var ofVisit = visitors.Count == 0 && person.SessionId.Length > 0 ? await Narrow(db, all.Where(row => row.SessionId == person.SessionId), cancellationToken) : [];
        return [.. ofBrowsers.Where(touch => person.Owns(touch.VisitorId, touch.OccurredAt)).Concat(ofUser).Concat(ofVisit).DistinctBy(touch => touch.TouchId).OrderBy(touch => touch.OccurredAt)];
    }

    // The latest are found first: only those are asked what they count as.
    private static Task<List<PersonTouch>> Narrow(AttributionDb db, IQueryable<TouchRow> rows, CancellationToken cancellationToken) =>
        CountedTouches.Of(db, rows.OrderByDescending(row => row.OccurredAt).Take(Most))
            .Select(row => new PersonTouch(
                row.Touch.TouchId, row.Touch.VisitorId, row.Touch.SessionId, row.Touch.OccurredAt, row.Touch.ReceivedAt,
                row.Channel, row.Source, row.Medium, row.Touch.Campaign, row.Reason, row.Touch.Type))
            .ToListAsync(cancellationToken);
}
