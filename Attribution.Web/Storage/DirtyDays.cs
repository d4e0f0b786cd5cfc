using System.Data.Common;
using Attribution.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Marks a store's local day as changed, in the transaction of the change, so that a crash can't part the two.</summary>
internal static class DirtyDays
{
    private const string Sql =
        """
        INSERT INTO "SnapshotDay" ("StoreId", "Date", "DirtySeq", "BuiltSeq", "Revision", "Partial") VALUES (@store, @date, 1, 0, 0, 0)
        ON CONFLICT ("StoreId", "Date") DO UPDATE SET "DirtySeq" = "DirtySeq" + 1
        """;

    public static Task Mark(AttributionDb db, StoreId store, DateOnly day, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SnapshotDay" ("StoreId", "Date", "DirtySeq", "BuiltSeq", "Revision", "Partial") VALUES ({store.Value}, {day}, 1, 0, 0, 0)
            ON CONFLICT ("StoreId", "Date") DO UPDATE SET "DirtySeq" = "DirtySeq" + 1
            """,
            cancellationToken);

    /// <summary>The same as a command to prepare, with parameters <c>@store</c> and <c>@date</c> (text, yyyy-MM-dd).</summary>
    public static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        return command;
    }
}
