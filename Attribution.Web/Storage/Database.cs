using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>How features reach the database: reads on a context of their own, writes one at a time through the gate.</summary>
internal sealed class Database(IDbContextFactory<SqliteAttributionDb> contexts, WriteGate gate)
{
    /// <summary>A context for reading. Dispose it; a Blazor circuit must not keep one.</summary>
    public async ValueTask<AttributionDb> Read(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one immediate transaction and commits it: when this returns, all of it is on disk, and when it
    /// throws, nothing is. Call SaveChanges inside as needed; what is tracked at the end is saved.
    /// </summary>
    public async Task<T> Write<T>(Func<AttributionDb, Task<T>> work, CancellationToken cancellationToken)
    {
        using var entered = await gate.Enter(cancellationToken);
        gate.Hold(entered);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var result = await work(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<AttributionDb, Task> work, CancellationToken cancellationToken) =>
        Write(
            async db =>
            {
                await work(db);
                return true;
            },
            cancellationToken);

    /// <summary>The open connection of a context: for prepared commands in Storage, next to the table they write.</summary>
    public static DbConnection Connection(AttributionDb db) => db.Database.GetDbConnection();
}
