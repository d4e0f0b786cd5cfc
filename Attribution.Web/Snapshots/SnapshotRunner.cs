using System.Collections.Concurrent;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Snapshots;

/// <summary>Runs the snapshot work of a store, one run at a time. Safe to repeat: a day's rows are replaced in one transaction.</summary>
internal sealed partial class SnapshotRunner(
    SnapshotDays days, SnapshotRuns runs, DayBuild build, Signals signals, SnapshotLag lag, Instruments instruments, TimeProvider clock, ILogger<SnapshotRunner> logger)
{
    private readonly ConcurrentDictionary<StoreId, SemaphoreSlim> turns = new();

    // A run that could not be closed, such as on a full disk, would keep its claim for good: it is closed before the next one starts.
    private readonly ConcurrentDictionary<StoreId, Func<Task>> unclosed = new();

    /// <summary>Builds every open day that changed; answers how many there were.</summary>
    public Task<int> BuildDirty(StoreSettings store, CancellationToken cancellationToken) =>
        InTurn(store, () => Start(store, RunKinds.Open, DayPurpose.Open, () => days.Dirty(store, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>Seals every day past its grace time, however long ago that was; answers how many there were.</summary>
    public Task<int> SealDue(StoreSettings store, CancellationToken cancellationToken) =>
        InTurn(store, () => Start(store, RunKinds.Seal, DayPurpose.Seal, () => days.DueToSeal(store, cancellationToken), cancellationToken), cancellationToken);

    /// <summary>Runs the oldest rebuild that somebody queued; answers how many days it had, 0 where none is queued.</summary>
    public Task<int> RunQueued(StoreSettings store, CancellationToken cancellationToken) =>
        InTurn(
            store,
            async () =>
            {
                if (await runs.TakeQueued(store.Id, cancellationToken) is not { } run)
                {
                    return 0;
                }

                return await Work(run, store, [.. new DateRange(run.From, run.To).Each().Skip(run.Done)], run.IncludeSealed ? DayPurpose.Revise : DayPurpose.Open, cancellationToken);
            },
            cancellationToken);

    private async Task<int> InTurn(StoreSettings store, Func<Task<int>> work, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(store.Id, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (unclosed.TryGetValue(store.Id, out var close))
            {
                await close();
                unclosed.TryRemove(store.Id, out _);
            }

            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<int> Start(
        StoreSettings store, string kind, DayPurpose purpose, Func<Task<IReadOnlyList<DateOnly>>> find, CancellationToken cancellationToken)
    {
        var due = await find();
        return due.Count > 0 && await runs.Start(store.Id, kind, due, cancellationToken) is { } run ? await Work(run, store, due, purpose, cancellationToken) : 0;
    }

    private async Task<int> Work(SnapshotRunRow run, StoreSettings store, IReadOnlyList<DateOnly> due, DayPurpose purpose, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var began = lag.Now;
        string? error = null;
        var stopped = false;
        using var trace = instruments.Traces.StartActivity("snapshot.run");
        trace?.SetTag("attribution.store", store.Key).SetTag("attribution.kind", run.Kind).SetTag("attribution.days", due.Count);
        try
        {
            var history = new FitHistory(store);
            foreach (var day in due)
            {
                await build.Run(run, store, day, purpose, history, cancellationToken);
            }

            LogDone(run.Kind, due.Count, store.Key, clock.GetElapsedTime(startedAt).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (stopped, error) = (true, "The server was stopped while it ran. Days it had done are done; the others stay due.");
            throw;
        }
        catch (Exception failure)
        {
            var reference = Problem.NewReference();
            error = $"It failed and will be tried again where days are still due. The log has the cause under {reference}.";
            LogFailed(failure, run.Kind, store.Key, reference);
        }
        finally
        {
            await Close(run, store, () => stopped && run.Kind == RunKinds.Rebuild ? runs.Requeue(run, CancellationToken.None) : runs.End(run, startedAt, error, CancellationToken.None));
            lag.Built(store.Id, began, failed: error is not null);
            instruments.SnapshotRun(store.Key, run.Kind, clock.GetElapsedTime(startedAt), failed: error is not null);
            signals.TellSnapshotsWritten(store.Id);
        }

        return due.Count;
    }

    private async Task Close(SnapshotRunRow run, StoreSettings store, Func<Task> close)
    {
        try
        {
            await close();
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            unclosed[store.Id] = close;
            LogUnclosed(run.Kind, store.Key, StorageFault.Why(fault)!);
        }
    }

    [LoggerMessage(3, LogLevel.Error, "Snapshot run {Kind} of {Store} could not be closed, which is tried again: {Why}")]
    private partial void LogUnclosed(string kind, string store, string why);

    [LoggerMessage(1, LogLevel.Information, "Snapshot run {Kind}: {Days} days of {Store} in {Milliseconds:0} ms")]
    private partial void LogDone(string kind, int days, string store, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "Snapshot run {Kind} of {Store} failed, reference {Reference}")]
    private partial void LogFailed(Exception failure, string kind, string store, string reference);
}
