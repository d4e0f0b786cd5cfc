using Attribution.Web.Storage;
using Quartz;

namespace Attribution.Web.Snapshots;

/// <summary>Backstop of the watch: builds every open day that changed, of every store.</summary>
[DisallowConcurrentExecution]
internal sealed class OpenDaysJob(StoreDirectory stores, SnapshotRunner runner) : IJob
{
    public static readonly JobKey Key = new("open-days");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            await runner.BuildDirty(store, cancellationToken);
        }
    }
}

/// <summary>Seals the days past their grace time. Looks hourly, as stores keep different zones; each store's day falls due once a day.</summary>
[DisallowConcurrentExecution]
internal sealed class SealJob(StoreDirectory stores, SnapshotRunner runner, SnapshotRuns runs, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("seal");

    private static readonly TimeSpan KeepRuns = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            await runner.SealDue(store, cancellationToken);
        }

        await runs.Forget(clock.GetUtcNow() - KeepRuns, cancellationToken);
    }
}
