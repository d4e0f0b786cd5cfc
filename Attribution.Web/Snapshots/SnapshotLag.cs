using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Snapshots;

/// <summary>How long a store's newest touches and orders wait to be in its figures. Begins with the process: what waited before it is built at its start.</summary>
internal sealed class SnapshotLag : IDisposable
{
    private readonly ConcurrentDictionary<StoreId, Change> waiting = new();
    private readonly Signals signals;
    private readonly StoreDirectory stores;
    private readonly TimeProvider clock;

    public SnapshotLag(Signals signals, StoreDirectory stores, Instruments instruments, TimeProvider clock)
    {
        (this.signals, this.stores, this.clock) = (signals, stores, clock);
        signals.TouchStored += Tell;
        signals.OrderStored += Tell;
        instruments.Watch("attribution.snapshot.lag", "s", "How long the oldest change waits to be in the figures; 0 where none does.", Read);
    }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The age of a store's oldest change that is in no snapshot yet; zero where there is none.</summary>
    public TimeSpan Of(StoreId store) => waiting.TryGetValue(store, out var change) ? Max(Now - change.First) : TimeSpan.Zero;

    /// <summary>A run that began at an instant ended: changes since then wait on.</summary>
    public void Built(StoreId store, DateTimeOffset began, bool failed)
    {
        if (failed || !waiting.TryGetValue(store, out var change))
        {
            return;
        }

        if (change.Last < began)
        {
            waiting.TryRemove(new(store, change));
        }
        else
        {
            waiting.TryUpdate(store, change with { First = change.First > began ? change.First : began }, change);
        }
    }

    public void Dispose()
    {
        signals.TouchStored -= Tell;
        signals.OrderStored -= Tell;
    }

    private static TimeSpan Max(TimeSpan age) => age > TimeSpan.Zero ? age : TimeSpan.Zero;

    private void Tell(StoreId store)
    {
        var now = Now;
        waiting.AddOrUpdate(store, static (_, at) => new Change(at, at), static (_, change, at) => change with { Last = at }, now);
    }

    private IEnumerable<Measurement<double>> Read()
    {
        // Held in memory once the server runs: nothing waits here.
        var all = stores.All(CancellationToken.None);
        return all.IsCompletedSuccessfully ? [.. all.Result.Select(store => new Measurement<double>(Of(store.Id).TotalSeconds, new KeyValuePair<string, object?>("store", store.Key)))] : [];
    }

    private readonly record struct Change(DateTimeOffset First, DateTimeOffset Last);
}
