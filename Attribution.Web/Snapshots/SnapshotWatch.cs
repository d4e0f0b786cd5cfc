using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Snapshots;

/// <summary>Keeps the open days up to date: a store that changed is built at once, then at most once a minute.</summary>
internal sealed class SnapshotWatch(StoreDirectory stores, SnapshotRunner runner, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<StoreId, DateTimeOffset> builtAt = [];

    /// <summary>Looks at every store once and does what is due: queued rebuilds first, which somebody waits for.</summary>
    public async Task Look(CancellationToken cancellationToken)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            while (await runner.RunQueued(store, cancellationToken) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var now = clock.GetUtcNow();
            if (IsDue(store.Id, now) && await runner.BuildDirty(store, cancellationToken) > 0)
            {
                builtAt[store.Id] = now;
            }
        }
    }

    // A clock that was set back must not silence the watch until it has caught up.
    private bool IsDue(StoreId store, DateTimeOffset now) => !builtAt.TryGetValue(store, out var last) || now < last || now - last >= Pause;
}

/// <summary>Runs <see cref="SnapshotWatch"/> while the server runs, after it has caught up with what was missed.</summary>
internal sealed partial class SnapshotLoop(
    SnapshotWatch watch, SnapshotCatchUp catchUp, Signals signals, TimeProvider clock, ILogger<SnapshotLoop> logger) : BackgroundService
{
    // A signal is only a hint: the database is looked at this often anyway, which is also how a rebuild from the command line is found.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Touches and their order come together: one build takes them both.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);

    private readonly Bell bell = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await catchUp.FailDead(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.TouchStored += Wake;
        signals.OrderStored += Wake;
        await Try(() => catchUp.Seal(stoppingToken), stoppingToken);
        await Try(() => catchUp.Pack(stoppingToken), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Try(() => watch.Look(stoppingToken), stoppingToken);
            await Try(() => Wait(stoppingToken), stoppingToken);
        }
    }

    public override void Dispose()
    {
        signals.TouchStored -= Wake;
        signals.OrderStored -= Wake;
        bell.Dispose();
        base.Dispose();
    }

    private async Task Wait(CancellationToken cancellationToken)
    {
        if (await bell.Wait(Interval, cancellationToken))
        {
            await Task.Delay(Gather, clock, cancellationToken);
        }
    }

    private void Wake(StoreId store) => bell.Ring();

    private async Task Try(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception fault) when (StorageFault.Why(fault) is { } why)
        {
            LogLater(why);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "Snapshots wait: {Why}")]
    private partial void LogLater(string why);

    [LoggerMessage(1, LogLevel.Error, "Looking for changed days failed; it is tried again")]
    private partial void LogFailed(Exception failure);
}
