using System.Data.Common;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Prepared commands that tie visitors to users and e-mail addresses, within the writer's transaction.</summary>
internal sealed class PersonCommands(DbConnection connection) : IDisposable
{
    // Whose the visitor is at that instant: the latest identification at or before it, else the first after it.
    private readonly Statement userAt = new(
        connection,
        """
        SELECT COALESCE(
            (SELECT "UserId" FROM "VisitorUser" WHERE "StoreId" = @0 AND "VisitorId" = @1 AND "From" <= @2 ORDER BY "From" DESC LIMIT 1),
            (SELECT "UserId" FROM "VisitorUser" WHERE "StoreId" = @0 AND "VisitorId" = @1 AND "From" > @2 ORDER BY "From" LIMIT 1))
        """);

    // Of two identifications at one instant the greater user id counts, whichever came first.
    private readonly Statement identify = new(
        connection,
        """
        INSERT INTO "VisitorUser" ("StoreId", "VisitorId", "From", "UserId") VALUES (@0, @1, @2, @3)
        ON CONFLICT ("StoreId", "VisitorId", "From") DO UPDATE SET "UserId" = MAX("UserId", excluded."UserId")
        """);

    private readonly Statement findEmail = new(
        connection, "SELECT 1 FROM \"PersonEmail\" WHERE \"StoreId\" = @0 AND \"EmailHmac\" = @1 AND \"VisitorId\" = @2 AND \"UserId\" = @3 LIMIT 1");

    private readonly Statement addEmail = new(
        connection, "INSERT INTO \"PersonEmail\" (\"StoreId\", \"EmailHmac\", \"From\", \"VisitorId\", \"UserId\") VALUES (@0, @1, @2, @3, @4)");

    /// <summary>Notes who a visitor turned out to be, where that changes something.</summary>
    public void Identify(int store, string visitor, string user, DateTimeOffset at)
    {
        if (userAt.Value(store, visitor, at.UtcTicks) as string != user)
        {
            identify.Run(store, visitor, at.UtcTicks, user);
        }
    }

    /// <summary>Notes whose an e-mail address is, once.</summary>
    public void AddEmail(int store, string hmac, string visitor, string user, DateTimeOffset at)
    {
        if (findEmail.Value(store, hmac, visitor, user) is null)
        {
            addEmail.Run(store, hmac, at.UtcTicks, visitor, user);
        }
    }

    public void Dispose()
    {
        userAt.Dispose();
        identify.Dispose();
        findEmail.Dispose();
        addEmail.Dispose();
    }
}
