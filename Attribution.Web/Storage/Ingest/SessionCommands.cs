using System.Data.Common;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Prepared commands on sessions, within the writer's transaction.</summary>
internal sealed class SessionCommands(DbConnection connection) : IDisposable
{
    private const string Columns = "\"SessionId\", \"VisitorId\", \"UserId\", \"FirstTouchId\", \"LastTouchId\", \"TouchCount\", \"StartedAt\", \"LastActivityAt\", \"Seconds\", \"Pages\", \"IsStated\", \"MergedInto\"";

    private readonly Statement byId = new(connection, $"SELECT {Columns} FROM \"AttributionSession\" WHERE \"StoreId\" = @0 AND \"SessionId\" = @1");

    // Of the sessions a hit could extend (active since @2, started before @3) the one that started last.
    private readonly Statement ofVisitor = new(
        connection,
        $"""
        SELECT {Columns} FROM "AttributionSession"
        WHERE "StoreId" = @0 AND "VisitorId" = @1 AND "LastActivityAt" >= @2 AND "StartedAt" < @3 ORDER BY "StartedAt" DESC LIMIT 1
        """);

    private readonly Statement near = new(
        connection,
        $"""
        SELECT {Columns} FROM "AttributionSession"
        WHERE "StoreId" = @0 AND "VisitorId" = @1 AND "LastActivityAt" > @2 AND "StartedAt" < @3 AND NOT "IsStated" ORDER BY "StartedAt"
        """);

    private readonly Statement ofUser = new(
        connection,
        $"""
        SELECT {Columns} FROM "AttributionSession"
        WHERE "StoreId" = @0 AND "UserId" = @1 AND "UserId" <> '' AND "LastActivityAt" >= @2 AND "StartedAt" < @3 ORDER BY "StartedAt" DESC LIMIT 1
        """);

    // The sessions of one derived id are named by it: "l_…", "l_….2", "l_….3". The plus signs keep the planner from walking all sessions
    // of the store by their start to save itself a sort of two rows.
    private readonly Statement ofDerived = new(
        connection,
        $"""
        SELECT {Columns} FROM "AttributionSession"
        WHERE "StoreId" = @0 AND "SessionId" >= @1 AND "SessionId" < @1 || '/' AND "LastActivityAt" >= @2 AND +"StartedAt" < @3 AND "MergedInto" = ''
        ORDER BY +"StartedAt" DESC LIMIT 1
        """);

    private readonly Statement countDerived = new(
        connection, "SELECT COUNT(*) FROM \"AttributionSession\" WHERE \"StoreId\" = @0 AND \"SessionId\" >= @1 AND \"SessionId\" < @1 || '/'");

    private readonly Statement save = new(
        connection,
        $"""
        INSERT INTO "AttributionSession" ("StoreId", {Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)
        ON CONFLICT ("StoreId", "SessionId") DO UPDATE SET
            "VisitorId" = excluded."VisitorId", "UserId" = excluded."UserId", "FirstTouchId" = excluded."FirstTouchId", "LastTouchId" = excluded."LastTouchId",
            "TouchCount" = excluded."TouchCount", "StartedAt" = excluded."StartedAt", "LastActivityAt" = excluded."LastActivityAt",
            "Seconds" = excluded."Seconds", "Pages" = excluded."Pages", "IsStated" = excluded."IsStated", "MergedInto" = excluded."MergedInto"
        """);

    /// <summary>The session of an id, or the one it became part of.</summary>
    public SessionState? Find(int store, string id)
    {
        var session = Of(store, id);
        while (session is { MergedInto.Length: > 0 })
        {
            session = Of(store, session.MergedInto);
        }

        return session;
    }

    /// <summary>A visitor's sessions that were active after one instant and began before another, but for those that a server named.</summary>
    public List<SessionState> Near(int store, string visitor, DateTimeOffset after, DateTimeOffset before)
    {
        var sessions = new List<SessionState>();
        using var row = near.Read(store, visitor, after.UtcTicks, before.UtcTicks);
        while (row.Read())
        {
            sessions.Add(Current(row));
        }

        return sessions;
    }

    private SessionState? Of(int store, string id)
    {
        using var row = byId.Read(store, id);
        return Read(row);
    }

    public SessionState? OfVisitor(int store, string visitor, DateTimeOffset activeSince, DateTimeOffset startedBefore)
    {
        using var row = ofVisitor.Read(store, visitor, activeSince.UtcTicks, startedBefore.UtcTicks);
        return Read(row);
    }

    public SessionState? OfUser(int store, string user, DateTimeOffset activeSince, DateTimeOffset startedBefore)
    {
        using var row = ofUser.Read(store, user, activeSince.UtcTicks, startedBefore.UtcTicks);
        return Read(row);
    }

    public SessionState? OfDerived(int store, string derived, DateTimeOffset activeSince, DateTimeOffset startedBefore)
    {
        using var row = ofDerived.Read(store, derived, activeSince.UtcTicks, startedBefore.UtcTicks);
        return Read(row);
    }

    /// <summary>The id of a derived id's next session.</summary>
    public string NextDerived(int store, string derived) =>
        (long)countDerived.Value(store, derived)! is > 0 and var count ? FormattableString.Invariant($"{derived}.{count + 1}") : derived;

    public void Save(int store, SessionState session) => save.Run(
        store,
        session.Id,
        session.VisitorId,
        session.UserId,
        session.FirstTouchId.ToByteArray(bigEndian: true),
        session.LastTouchId.ToByteArray(bigEndian: true),
        session.TouchCount,
        session.StartedAt.UtcTicks,
        session.LastActivityAt.UtcTicks,
        session.Seconds,
        session.Pages,
        session.IsStated,
        session.MergedInto);

    public void Dispose()
    {
        byId.Dispose();
        ofVisitor.Dispose();
        near.Dispose();
        ofUser.Dispose();
        ofDerived.Dispose();
        countDerived.Dispose();
        save.Dispose();
    }

    private static SessionState? Read(DbDataReader row) => row.Read() ? Current(row) : null;

    private static SessionState Current(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        VisitorId = row.GetString(1),
        UserId = row.GetString(2),
        FirstTouchId = new Guid((byte[])row.GetValue(3), bigEndian: true),
        LastTouchId = new Guid((byte[])row.GetValue(4), bigEndian: true),
        TouchCount = row.GetInt32(5),
        StartedAt = new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
        LastActivityAt = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
        Seconds = row.GetInt32(8),
        Pages = row.GetInt32(9),
        IsStated = row.GetBoolean(10),
        MergedInto = row.GetString(11),
    };
}
