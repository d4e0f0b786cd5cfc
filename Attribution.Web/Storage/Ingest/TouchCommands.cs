using System.Data.Common;
using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Prepared commands on touches and hints, within the writer's transaction.</summary>
internal sealed class TouchCommands(DbConnection connection) : IDisposable
{
    private readonly Statement find = new(
        connection,
        """
        SELECT "SessionId", "VisitorId", "Consent", "OccurredAt", "Channel", "SubChannel", "Source", "Medium", "Campaign", "Platform", "Reason", "Flags"
        FROM "MarketingTouch" WHERE "StoreId" = @0 AND "TouchId" = @1
        """);

    private readonly Statement insert = new(
        connection,
        """
        INSERT INTO "MarketingTouch" ("StoreId", "TouchId", "VisitorId", "SessionId", "UserId", "OccurredAt", "ReceivedAt", "Channel", "SubChannel", "Source",
            "Medium", "Campaign", "Content", "Term", "CampaignId", "AdId", "ClickIdType", "ClickId", "Platform", "Reason", "Flags", "RawTags", "LandingUrl",
            "ReferrerUrl", "ReferrerHost", "Partner", "Type", "CostMinor", "Engagement", "Consent", "Parameters", "Device",
            "Country", "RuleVersion")
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30,
            @31, @32, @33)
        """);

    private readonly Statement ofSession = new(
        connection,
        """
        SELECT "TouchId", "OccurredAt", "Channel", "Source", "Medium", "Campaign", "ClickIdType", "ClickId", "Type", "Reason"
        FROM "MarketingTouch" WHERE "StoreId" = @0 AND "SessionId" = @1
        """);

    private readonly Statement move = new(connection, "UPDATE \"MarketingTouch\" SET \"SessionId\" = @2 WHERE \"StoreId\" = @0 AND \"TouchId\" = @1");

    private readonly Statement moveAll = new(connection, "UPDATE \"MarketingTouch\" SET \"SessionId\" = @2 WHERE \"StoreId\" = @0 AND \"SessionId\" = @1");

    private readonly Statement link = new(
        connection, "UPDATE \"MarketingTouch\" SET \"VisitorId\" = @2 WHERE \"StoreId\" = @0 AND \"SessionId\" = @1 AND \"VisitorId\" = @3");

    private readonly Statement findHint = new(connection, "SELECT \"SessionId\", \"VisitorId\" FROM \"ConversionHint\" WHERE \"StoreId\" = @0 AND \"HintId\" = @1");

    private readonly Statement insertHint = new(
        connection,
        """
        INSERT INTO "ConversionHint" ("StoreId", "HintId", "OrderId", "CartToken", "VisitorId", "SessionId", "ReceivedAt", "OccurredAt", "Type", "ValueMinor", "Currency")
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10)
        """);

    private readonly Statement keepPulse = new(
        connection, "INSERT INTO \"Pulse\" (\"StoreId\", \"PulseId\", \"ReceivedAt\") VALUES (@0, @1, @2) ON CONFLICT (\"StoreId\", \"PulseId\") DO NOTHING");

    /// <summary>What is known of a touch id: where it belongs and what it was resolved to; null where it is new.</summary>
    public HitAnswer? Find(int store, Guid id)
    {
        using var row = find.Read(store, Bytes(id));
        return !row.Read() ? null : new HitAnswer(HitOutcome.Duplicate, id)
        {
            SessionId = row.GetString(0),
            VisitorId = row.GetString(1),
            Consent = row.GetString(2),
            OccurredAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            Resolution = new HitResolution(
                row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11)),
        };
    }

    public void Insert(TouchRow touch) => insert.Run(
        touch.StoreId,
        Bytes(touch.TouchId),
        touch.VisitorId,
        touch.SessionId,
        touch.UserId,
        touch.OccurredAt.UtcTicks,
        touch.ReceivedAt.UtcTicks,
        touch.Channel,
        touch.SubChannel,
        touch.Source,
        touch.Medium,
        touch.Campaign,
        touch.Content,
        touch.Term,
        touch.CampaignId,
        touch.AdId,
        touch.ClickIdType,
        touch.ClickId,
        touch.Platform,
        touch.Reason,
        touch.Flags,
        touch.RawTags,
        touch.LandingUrl,
        touch.ReferrerUrl,
        touch.ReferrerHost,
        touch.Partner,
        touch.Type,
        (object?)touch.CostMinor ?? DBNull.Value,
        (object?)touch.Engagement ?? DBNull.Value,
        touch.Consent,
        touch.Parameters,
        touch.Device,
        touch.Country,
        touch.RuleVersion);

    /// <summary>The touches of a session that make it one: not the contacts elsewhere that name it.</summary>
    public List<SessionTouch> OfSession(int store, string session)
    {
        var touches = new List<SessionTouch>();
        using var row = ofSession.Read(store, session);
        while (row.Read())
        {
            if (row.GetString(9) != "touch_type" || !TouchTypes.IsOfflineContact(row.GetString(8), row.GetString(2)))
            {
                var campaign = SessionTouch.CampaignOf(row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7));
                touches.Add(new SessionTouch(new Guid((byte[])row.GetValue(0), bigEndian: true), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), campaign));
            }
        }

        return touches;
    }

    /// <summary>Puts a touch into another session.</summary>
    public void Move(int store, Guid touch, string session) => move.Run(store, Bytes(touch), session);

    /// <summary>Puts all touches of a session, and the contacts that name it, into another.</summary>
    public void MoveAll(int store, string from, string to) => moveAll.Run(store, from, to);

    /// <summary>Gives a session's touches of one visitor to another.</summary>
    public void Link(int store, string session, string from, string to) => link.Run(store, session, to, from);

    /// <summary>Session and visitor of a known hint; null where it is new.</summary>
    public (string SessionId, string VisitorId)? FindHint(int store, Guid id)
    {
        using var row = findHint.Read(store, Bytes(id));
        return row.Read() ? (row.GetString(0), row.GetString(1)) : null;
    }

    public void InsertHint(IngestHit hit, string visitor, string session) => insertHint.Run(
        hit.Row.StoreId, Bytes(hit.Row.TouchId), hit.OrderId, hit.CartToken, visitor, session, hit.Row.ReceivedAt.UtcTicks, hit.Row.OccurredAt.UtcTicks,
        hit.Claim?.Type ?? "", (object?)hit.Claim?.Value.Minor ?? DBNull.Value, hit.Claim?.Value.Currency.Code ?? "");

    /// <summary>Notes a pulse's id; false where it is known, and its seconds were counted.</summary>
    public bool KeepPulse(int store, Guid id, DateTimeOffset at) => keepPulse.Run(store, Bytes(id), at.UtcTicks) > 0;

    public void Dispose()
    {
        keepPulse.Dispose();
        find.Dispose();
        insert.Dispose();
        ofSession.Dispose();
        move.Dispose();
        moveAll.Dispose();
        link.Dispose();
        findHint.Dispose();
        insertHint.Dispose();
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
