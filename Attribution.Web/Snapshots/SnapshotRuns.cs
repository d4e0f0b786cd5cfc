using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots;

/// <summary>Kinds of run.</summary>
internal static class RunKinds
{
    public const string Open = "open";
    public const string Seal = "seal";
    public const string Rebuild = QueuedRebuild.Kind;
}

/// <summary>
/// The book of runs. A row that says running is the claim on its store: there is never a second one, and who finds its own row no longer
/// running has lost the claim and may write nothing.
/// </summary>
internal sealed class SnapshotRuns(Database database, TimeProvider clock)
{
    /// <summary>Starts a run of days that are known to need work.</summary>
    /// <returns>Null where another run has the store.</returns>
    public Task<SnapshotRunRow?> Start(StoreId store, string kind, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken) =>
        database.Write<SnapshotRunRow?>(
            async db =>
            {
                if (await IsClaimed(db, store, cancellationToken))
                {
                    return null;
                }

                var run = Row(store, kind, days[0], days[^1]);
                run.Total = days.Count;
                Claim(run);
                db.SnapshotRuns.Add(run);
                return run;
            },
            cancellationToken);

    /// <summary>Puts a rebuild into the queue of whoever runs the server.</summary>
    public Task<SnapshotRunRow> Queue(StoreId store, RebuildOrder order, string requestedBy, CancellationToken cancellationToken) =>
        database.Write(
            db =>
            {
                var run = QueuedRebuild.RowOf(store, new DateRange(order.From, order.To), order.IncludeSealed, order.Reason, requestedBy, clock.GetUtcNow());
                db.SnapshotRuns.Add(run);
                return Task.FromResult(run);
            },
            cancellationToken);

    /// <summary>Takes the oldest queued rebuild of a store.</summary>
    /// <returns>Null where there is none, or another run has the store.</returns>
    public Task<SnapshotRunRow?> TakeQueued(StoreId store, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var run = await IsClaimed(db, store, cancellationToken)
                    ? null
                    : await db.SnapshotRuns.Where(row => row.StoreId == store.Value && row.Status == RunStates.Queued)
                        .OrderBy(row => row.QueuedAt).ThenBy(row => row.RunId).FirstOrDefaultAsync(cancellationToken);
                if (run is not null)
                {
                    Claim(run);
                }

                return run;
            },
            cancellationToken);

    /// <summary>Whether any store has work queued.</summary>
    public async Task<bool> AnyQueued(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.SnapshotRuns.AnyAsync(run => run.StoreId == store.Value && run.Status == RunStates.Queued, cancellationToken);
    }

    /// <summary>Closes a run, well or not; one that lost its claim stays as it was closed then.</summary>
    public Task End(SnapshotRunRow run, long startedAt, string? error, CancellationToken cancellationToken) =>
        database.Write(
            db => db.SnapshotRuns
                .Where(row => row.StoreId == run.StoreId && row.RunId == run.RunId && row.Status == RunStates.Running)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Status, error is null ? RunStates.Done : RunStates.Failed)
                        .SetProperty(row => row.Error, error)
                        .SetProperty(row => row.EndedAt, clock.GetUtcNow())
                        .SetProperty(row => row.DurationMs, (long)clock.GetElapsedTime(startedAt).TotalMilliseconds),
                    cancellationToken),
            cancellationToken);

    /// <summary>At the start of the process that owns the database: what still says running died with the one before. A rebuild goes on where it stopped.</summary>
    public Task FailDead(CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var dead = db.SnapshotRuns.Where(run => run.Status == RunStates.Running);
                await dead.Where(run => run.Kind == RunKinds.Rebuild).ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, RunStates.Queued), cancellationToken);
                await dead.ExecuteUpdateAsync(
                    set => set.SetProperty(run => run.Status, RunStates.Failed)
                        .SetProperty(run => run.Error, "The server stopped while it ran. Days it had done are done; the others stay due.")
                        .SetProperty(run => run.EndedAt, clock.GetUtcNow()),
                    cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc cref="QueuedRebuild.Requeue"/>
    public Task Requeue(SnapshotRunRow run, CancellationToken cancellationToken) =>
        database.Write(db => QueuedRebuild.Requeue(db.SnapshotRuns.Where(row => row.StoreId == run.StoreId && row.RunId == run.RunId), cancellationToken), cancellationToken);

    /// <summary>The newest rebuild of a store that did not get to its end; null where there is none.</summary>
    public async Task<SnapshotRunRow?> Unfinished(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var newest = await db.SnapshotRuns.Where(run => run.StoreId == store.Value && run.Kind == RunKinds.Rebuild)
            .OrderByDescending(run => run.QueuedAt).ThenByDescending(run => run.RunId).FirstOrDefaultAsync(cancellationToken);
        return newest?.Status == RunStates.Done ? null : newest;
    }

    /// <summary>Forgets runs of the open days that ended well before an instant: there is one a minute.</summary>
    public Task<int> Forget(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Write(
            db => db.SnapshotRuns.Where(run => run.Kind == RunKinds.Open && run.Status == RunStates.Done && run.EndedAt < before).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);

    private static Task<bool> IsClaimed(AttributionDb db, StoreId store, CancellationToken cancellationToken) =>
        db.SnapshotRuns.AnyAsync(run => run.StoreId == store.Value && run.Status == RunStates.Running, cancellationToken);

    private void Claim(SnapshotRunRow run)
    {
        run.Status = RunStates.Running;
        run.StartedAt = clock.GetUtcNow();
    }

    private SnapshotRunRow Row(StoreId store, string kind, DateOnly from, DateOnly to) => new()
    {
        StoreId = store.Value,
        RunId = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = kind,
        Status = RunStates.Queued,
        From = from,
        To = to,
        QueuedAt = clock.GetUtcNow(),
    };
}

/// <summary>What somebody asked to have rebuilt.</summary>
internal sealed record RebuildOrder(DateOnly From, DateOnly To, string Reason, bool IncludeSealed);
