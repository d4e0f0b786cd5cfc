using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attribution.Web.Storage;

/// <summary>How features reach the database: reads on a context of their own, writes one at a time through the gate.</summary>
internal sealed class Database(IDbContextFactory<SqliteAttributionDb> contexts, WriteGate gate)
{
    private readonly AsyncLocal<OpenWrite?> current = new();

    /// <summary>A context for reading. Dispose it; a Blazor circuit must not keep one.</summary>
    public async ValueTask<AttributionDb> Read(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one immediate transaction and commits it: when this returns, all of it is on disk, and when it
    /// throws, nothing is. Call SaveChanges inside as needed; what is tracked at the end is saved. A write inside a write is a part of it.
    /// </summary>
    /// <exception cref="StorageBusyException">Others held the gate for too long.</exception>
    public async Task<T> Write<T>(Func<AttributionDb, Task<T>> work, CancellationToken cancellationToken)
    {
        if (current.Value is { IsOpen: true } outer)
        {
            var part = await work(outer.Db);
            outer.Db.ChangeTracker.DetectChanges();
            await outer.Db.SaveChangesAsync(cancellationToken);
            return part;
        }

        using var entered = await gate.Enter(cancellationToken);
        gate.Hold(entered);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        using var write = new OpenWrite(db);
        current.Value = write;
        var result = await work(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        write.Committed();
        return result;
    }

    /// <summary>Does something once what this flow writes is on disk: at once where it writes nothing, never where that fails.</summary>
    public void AfterWrite(Action action)
    {
        if (current.Value is { IsOpen: true } write)
        {
            write.After(action);
        }
        else
        {
            action();
        }
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

    /// <summary>
    /// Brings what was committed from the log into the file and empties the log: what was deleted is nowhere any more. False where readers
    /// stood in the way all the time; the log is then emptied by a later call.
    /// </summary>
    public async Task<bool> EmptyLog(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var entered = await gate.Enter(cancellationToken);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var command = Command(db, "PRAGMA busy_timeout=500; PRAGMA wal_checkpoint(TRUNCATE)");
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (rows.FieldCount < 3 && await rows.NextResultAsync(cancellationToken))
            {
                // The first result is the time-out's.
            }

            if (await rows.ReadAsync(cancellationToken) && rows.GetInt32(0) == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The open connection of a context: for prepared commands in Storage, next to the table they write.</summary>
    public static DbConnection Connection(AttributionDb db) => db.Database.GetDbConnection();

    /// <summary>A command on the open connection of a context, inside its transaction: for what is read bare.</summary>
    public static DbCommand Command(AttributionDb db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = Connection(db).CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // A flow that outlives its write must not take it for open.
    private sealed class OpenWrite(AttributionDb db) : IDisposable
    {
        private readonly List<Action> after = [];

        public AttributionDb Db => db;

        public bool IsOpen { get; private set; } = true;

        public void After(Action action) => after.Add(action);

        public void Committed()
        {
            IsOpen = false;
            after.ForEach(action => action());
        }

        public void Dispose() => IsOpen = false;
    }
}
