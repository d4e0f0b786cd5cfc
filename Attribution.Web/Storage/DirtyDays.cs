using Attribution.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Marks a store's local day as changed, in the transaction of the change, so that a crash can't part the two.</summary>
internal static class DirtyDays
{
    /// <summary>The same to prepare: marks day <c>@1</c> (text, yyyy-MM-dd) of store <c>@0</c>.</summary>
    public const string Sql =
        """
        INSERT INTO "SnapshotDay" ("StoreId", "Date", "DirtySeq", "BuiltSeq", "Revision", "Partial") VALUES (@0, @1, 1, 0, 0, 0)
        ON CONFLICT ("StoreId", "Date") DO UPDATE SET "DirtySeq" = "DirtySeq" + 1
        """;

    public static Task Mark(AttributionDb db, StoreId store, DateOnly day, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SnapshotDay" ("StoreId", "Date", "DirtySeq", "BuiltSeq", "Revision", "Partial") VALUES ({store.Value}, {day}, 1, 0, 0, 0)
            ON CONFLICT ("StoreId", "Date") DO UPDATE SET "DirtySeq" = "DirtySeq" + 1
            """,
            cancellationToken);
}
