using Attribution.Web.Storage;

namespace Attribution.Web.Snapshots;

/// <summary>Makes good, at the start, for the time in which no server ran.</summary>
internal sealed class SnapshotCatchUp(SnapshotRuns runs, StoreDirectory stores, SnapshotRunner runner, Database database)
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

    /// <summary>Packs the paths of days that were built before there were packs.</summary>
    public async Task Pack(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        foreach (var (store, day) in await PathPacks.Missing(db, cancellationToken))
        {
            await database.Write(write => PathPacks.Write(write, store, day, cancellationToken), cancellationToken);
        }
    }
}
