using Attribution.Web.Storage;

namespace Attribution.Web.Snapshots;

/// <summary>Makes good, at the start, for the time in which no server ran.</summary>
internal sealed class SnapshotCatchUp(SnapshotRuns runs, StoreDirectory stores, SnapshotRunner runner)
{
    /// <summary>Closes the runs that died with the last server. Before any run of this one starts.</summary>
    public Task FailDead(CancellationToken cancellationToken) => runs.FailDead(cancellationToken);

    /// <summary>Seals what fell due meanwhile, in order.</summary>
    public async Task Seal(CancellationToken cancellationToken)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            await runner.SealDue(store, cancellationToken);
        }
    }
}
