using Attribution.Domain;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// The newest touches of a store, from the tables. Touches are indexed by channel and time, and a store has few channels: each channel's
/// newest end is looked at, and no further index slows down what comes in.
/// </summary>
internal sealed class LastTouches(Database database)
{
    /// <summary>Touches since an instant, the newest first.</summary>
    public async Task<IReadOnlyList<SeenHit>> Since(StoreId store, DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await CountedTouches.Of(db, OfAllChannels(db, store.Value, since.UtcTicks))
            .OrderByDescending(touch => touch.Touch.OccurredAt)
            .Take(most)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Seen)];
    }

    /// <summary>When the newest touch happened; null where none ever came.</summary>
    public async Task<DateTimeOffset?> NewestAt(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var newest = await db.Database.SqlQuery<long?>(
            $"""
            WITH RECURSIVE own(channel) AS (
              SELECT MIN("Channel") FROM "MarketingTouch" WHERE "StoreId" = {store.Value}
              UNION ALL
              SELECT (SELECT MIN("Channel") FROM "MarketingTouch" WHERE "StoreId" = {store.Value} AND "Channel" > own.channel) FROM own WHERE own.channel IS NOT NULL)
            SELECT MAX((SELECT MAX("OccurredAt") FROM "MarketingTouch" WHERE "StoreId" = {store.Value} AND "Channel" = own.channel)) AS "Value" FROM own
            """).ToListAsync(cancellationToken);
        return newest is [{ } ticks] ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private static IQueryable<TouchRow> OfAllChannels(AttributionDb db, int store, long since) => db.Touches.FromSql(
        $"""
        WITH RECURSIVE own(channel) AS (
          SELECT MIN("Channel") FROM "MarketingTouch" WHERE "StoreId" = {store}
          UNION ALL
          SELECT (SELECT MIN("Channel") FROM "MarketingTouch" WHERE "StoreId" = {store} AND "Channel" > own.channel) FROM own WHERE own.channel IS NOT NULL)
        SELECT touch.* FROM own JOIN "MarketingTouch" AS touch ON touch."StoreId" = {store} AND touch."Channel" = own.channel AND touch."OccurredAt" >= {since}
        """);

    private static SeenHit Seen(CountedTouch row) => new()
    {
        At = row.Touch.ReceivedAt,
        Outcome = SeenOutcome.Touch,
        Reason = row.Reason,
        TouchId = row.Touch.TouchId,
        Url = row.Touch.LandingUrl,
        ReferrerHost = row.Touch.ReferrerHost,
        Channel = row.Channel,
        SubChannel = row.SubChannel,
        Source = row.Source,
        Medium = row.Medium,
        Campaign = row.Touch.Campaign,
        Platform = row.Platform,
        Flags = row.Touch.Flags,
        Consent = row.Touch.Consent,
    };
}
