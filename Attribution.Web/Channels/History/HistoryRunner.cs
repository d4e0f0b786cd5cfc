using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>
/// Works at the runs over history: reads what is due without holding anything, and writes it in transactions of a few hundred rows, each
/// with the progress it made, so that hits need not wait and a crash loses nothing. To go on and to run again are the same.
/// </summary>
internal sealed partial class HistoryRunner(
    Database database, StoreDirectory stores, ModelDirectory models, Signals signals, TimeProvider clock, ILogger<HistoryRunner> logger) : IDisposable
{
    /// <summary>Most touches of one transaction.</summary>
    public const int TouchesPerCommit = 250;

    private const int OrdersPerCommit = 100;

    // What is looked for without an index is read in larger parts.
    private const int KeysPerRead = 20_000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Bell bell = new();

    public void Dispose()
    {
        turn.Dispose();
        bell.Dispose();
    }

    /// <summary>Says that there is work.</summary>
    public void Wake() => bell.Ring();

    /// <summary>Waits until there is work, or for so long.</summary>
    public async Task Wait(TimeSpan most, TimeProvider timer, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(bell.Wait(Timeout.InfiniteTimeSpan, over.Token), Task.Delay(most, timer, over.Token));
        await over.CancelAsync();
    }

    /// <summary>Does what can be done now of every run that is under way; answers how many there are.</summary>
    public async Task<int> Work(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var runs = await Running(cancellationToken);
            foreach (var run in runs)
            {
                await Work(run, cancellationToken);
            }

            return runs.Count;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<List<HistoryRunRow>> Running(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.HistoryRuns.Where(run => run.Status == HistoryStates.Running).OrderBy(run => run.CreatedAt).ToListAsync(cancellationToken);
    }

    private async Task Work(HistoryRunRow run, CancellationToken cancellationToken)
    {
        try
        {
            if (await stores.Find(new StoreId(run.StoreId), cancellationToken) is { } store)
            {
                await Touches(run, store, cancellationToken);
                await Orders(run, store, cancellationToken);
                await new HistoryRebuild(database, signals, clock).Work(run, store, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException && StorageFault.Why(failure) is null)
        {
            var reference = Problem.NewReference();
            LogFailed(failure, run.Kind, run.RunId, reference);
            await Change(run, row => row.Status = HistoryStates.Failed, $"It stopped on our side; what was done stays, and it can go on from there. The log has the cause under {reference}.", cancellationToken);
        }
    }

    private async Task Touches(HistoryRunRow run, StoreSettings store, CancellationToken cancellationToken)
    {
        if (run.Phase != HistoryPhases.Touches)
        {
            return;
        }

        StoredTouches rules;
        await using (var db = await database.Read(cancellationToken))
        {
            rules = await StoredTouches.Under(db, store, run.RuleVersion, cancellationToken);
        }

        await Batches(run, store, HistoryReads.Touches, TouchesPerCommit, (db, row, ids) => new TouchPass(db, store, rules, row, clock.GetUtcNow(), cancellationToken).Take(ids), HistoryPhases.Orders, cancellationToken);
    }

    private async Task Orders(HistoryRunRow run, StoreSettings store, CancellationToken cancellationToken)
    {
        if (run.Phase != HistoryPhases.Orders)
        {
            return;
        }

        // What is fitted is no order's own: the days whose fit is of another version are built anew, which fits and credits them anew.
        await Change(run, (db, row) => RefittedDays.Book(db, store, row, cancellationToken), cancellationToken);
        var basis = await BasisOf(models, run, cancellationToken);
        await Batches(run, store, HistoryReads.Orders, OrdersPerCommit, (db, row, ids) => new OrderPass(db, store, basis, row, clock.GetUtcNow(), cancellationToken).Take(ids), HistoryPhases.Days, cancellationToken);
    }

    /// <summary>What a run credits orders by: fixed when it began.</summary>
    public static async Task<CreditBasis> BasisOf(ModelDirectory models, HistoryRunRow run, CancellationToken cancellationToken)
    {
        var versions = await models.Versions(new StoreId(run.StoreId), cancellationToken);
        return run.Kind == HistoryKinds.Channels
            ? new CreditBasis(run.RuleVersion, [], versions)
            : new CreditBasis(null, [.. JsonSerializer.Deserialize<Dictionary<string, int>>(run.Models)!.Select(model => versions.GetValueOrDefault((model.Key, model.Value))).OfType<ConfiguredModel>().Where(model => model.Model is not IDataDrivenModel)], versions);
    }

    // Keys are read past the gate, a part of them is done in each transaction, and the phase ends where none is left.
    private async Task Batches<TKey>(
        HistoryRunRow run, StoreSettings store, HistoryReads.Keys<TKey> keys, int size, Func<AttributionDb, HistoryRunRow, List<TKey>, Task> take, string next, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<TKey> due;
            await using (var db = await database.Read(cancellationToken))
            {
                due = await keys.Read(db, store, run, KeysPerRead, cancellationToken);
            }

            if (due.Count == 0)
            {
                await Change(run, row => (row.Phase, row.Cursor) = (next, ""), null, cancellationToken);
                return;
            }

            foreach (var part in due.Chunk(size))
            {
                await Change(
                    run,
                    async (db, row) =>
                    {
                        await take(db, row, [.. part]);
                        row.Cursor = keys.Text(part[^1]);
                    },
                    cancellationToken);
            }
        }
    }

    private Task Change(HistoryRunRow run, Action<HistoryRunRow> change, string? error, CancellationToken cancellationToken) => Change(
        run,
        (_, row) =>
        {
            change(row);
            row.Error = error;
            row.EndedAt = row.Status == HistoryStates.Failed ? clock.GetUtcNow() : row.EndedAt;
            return Task.CompletedTask;
        },
        cancellationToken);

    private async Task Change(HistoryRunRow run, Func<AttributionDb, HistoryRunRow, Task> change, CancellationToken cancellationToken)
    {
        var now = await database.Write(
            async db =>
            {
                var row = await db.HistoryRuns.AsTracking().FirstAsync(one => one.StoreId == run.StoreId && one.RunId == run.RunId, cancellationToken);
                await change(db, row);
                return row;
            },
            cancellationToken);
        (run.Phase, run.Cursor, run.Status) = (now.Phase, now.Cursor, now.Status);
    }

    [LoggerMessage(1, LogLevel.Error, "The run over {Kind} {Id} failed, reference {Reference}")]
    private partial void LogFailed(Exception failure, string kind, Guid id, string reference);
}
