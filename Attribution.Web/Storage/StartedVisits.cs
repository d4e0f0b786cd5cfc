using System.Runtime.InteropServices;
using Attribution.Domain.Snapshots;

namespace Attribution.Web.Storage;

/// <summary>A session as a visit: filed under its first touch.</summary>
internal sealed record StartedVisit(string SessionId, DateTimeOffset StartedAt, VisitFact Visit);

/// <summary>How sessions count as visits, in one place: a day's build and what is kept of an erased person must agree.</summary>
internal static class StartedVisits
{
    private const int AtOnce = 2_048;

    // The origin as one text, told apart by what no text of ours holds.
    private const string OfDay =
        """
        SELECT "VisitorId", "SessionId", "Channel" || @between || "Source" || @between || "Medium" || @between || "Campaign",
            "Channel", "Source", "Medium", "Campaign"
        FROM (
            SELECT s."VisitorId", s."SessionId", t."Campaign",
                COALESCE(c."Channel", t."Channel") AS "Channel", COALESCE(c."Source", t."Source") AS "Source", COALESCE(c."Medium", t."Medium") AS "Medium"
            FROM "AttributionSession" s
            JOIN "MarketingTouch" t ON t."StoreId" = s."StoreId" AND t."TouchId" = s."FirstTouchId"
            LEFT JOIN "TouchChannel" c ON c."StoreId" = t."StoreId" AND c."TouchId" = t."TouchId"
                AND c."Version" = (SELECT MAX(n."Version") FROM "TouchChannel" n WHERE n."StoreId" = t."StoreId" AND n."TouchId" = t."TouchId")
            WHERE s."StoreId" = @store AND s."StartedAt" >= @start AND s."StartedAt" < @end)
        """;

    /// <summary>Visits of a store that started in [start, end). Read bare, as a busy day has tens of thousands, which came from a few hundred origins.</summary>
    public static async Task<IReadOnlyList<VisitDay>> Between(AttributionDb db, int store, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        await using var command = Database.Command(db, OfDay, ("@store", store), ("@start", start.UtcTicks), ("@end", end.UtcTicks), ("@between", "\u001f"));
        var (origins, read, taken) = (new Dictionary<string, VisitTally>(StringComparer.Ordinal), new List<(VisitTally, string)>(AtOnce), Task.CompletedTask);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (rows.Read())
        {
            ref var origin = ref CollectionsMarshal.GetValueRefOrAddDefault(origins, rows.GetString(2), out _);
            origin ??= new VisitTally(rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetString(6));
            read.Add((origin, rows.GetString(0) is { Length: > 0 } known ? known : rows.GetString(1)));
            if (read.Count == AtOnce)
            {
                (read, taken) = (new List<(VisitTally, string)>(AtOnce), Take(read, taken));
            }
        }

        await Take(read, taken);
        return [.. origins.Values.Select(origin => origin.Sum())];
    }

    /// <summary>Visits of these sessions.</summary>
    public static IQueryable<StartedVisit> Of(AttributionDb db, int store, List<string> sessions) =>
        from session in db.Sessions
        where session.StoreId == store && sessions.Contains(session.SessionId)
        join touch in CountedTouches.Of(db, db.Touches) on new { session.StoreId, TouchId = session.FirstTouchId } equals new { touch.Touch.StoreId, touch.Touch.TouchId }
        select new StartedVisit(
            session.SessionId,
            session.StartedAt,
            new VisitFact(session.VisitorId == "" ? session.SessionId : session.VisitorId, touch.Channel, touch.Source, touch.Medium, touch.Touch.Campaign));

    // To hash a visitor takes as long as to read one: one core does it while the other reads on.
    private static Task Take(List<(VisitTally Origin, string Visitor)> read, Task before) => Task.Run(async () =>
    {
        await before;
        read.ForEach(visit => visit.Origin.Add(visit.Visitor));
    });
}
