using System.Threading.Channels;
using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Conversions;

/// <summary>Takes hints as they are stored, and on start those that were stored and never taken.</summary>
internal sealed partial class HintListener(Orders orders, StoreDirectory stores, Signals signals, TimeProvider clock, ILogger<HintListener> logger) : BackgroundService
{
    // What does not fit is made good on the next start.
    private readonly Channel<(StoreId Store, Guid Hint)> arrived =
        Channel.CreateBounded<(StoreId, Guid)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signals.HintStored += Hear;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        signals.HintStored -= Hear;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var store in await stores.All(stoppingToken))
        {
            await Guarded(() => orders.TakeMissedHints(store, stoppingToken), store.Key, stoppingToken);
        }

        await foreach (var (id, hint) in arrived.Reader.ReadAllAsync(stoppingToken))
        {
            if (await stores.Find(id, stoppingToken) is { } store)
            {
                await Guarded(() => orders.TakeHint(store, hint, stoppingToken), store.Key, stoppingToken);
            }
        }
    }

    private void Hear(StoreId store, Guid hint) => arrived.Writer.TryWrite((store, hint));

    // One hint that can't be taken must not end the listening. A disk that is full now is not for ever.
    private async Task Guarded(Func<Task> take, string store, CancellationToken stoppingToken)
    {
        while (!await Taken(take, store))
        {
            await Task.Delay(StorageFault.RetryAfter, clock, stoppingToken);
        }
    }

    private async Task<bool> Taken(Func<Task> take, string store)
    {
        try
        {
            await take();
        }
        catch (Exception fault) when (StorageFault.Why(fault) is { } why)
        {
            LogLater(store, why);
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, store);
        }

        return true;
    }

    [LoggerMessage(2, LogLevel.Warning, "A hint of store {Store} waits: {Why}")]
    private partial void LogLater(string store, string why);

    [LoggerMessage(1, LogLevel.Error, "A hint of store {Store} could not be taken; it will be looked at again on the next start")]
    private partial void LogFailed(Exception failure, string store);
}
