using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Integrations.Deliveries;

/// <summary>
/// Takes deliveries as they come, and at the start those that a crash left. What breaks off is tried again, ever later; what breaks off
/// too often is kept with its error and no longer in the way.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryBox box, DeliveryTaking taking, StoreDirectory stores, Signals signals, TimeProvider clock, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int Batch = 50;
    private const int MostAttempts = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Bell bell = new();
    private readonly SemaphoreSlim working = new(1, 1);

    /// <summary>Says that there is something to take.</summary>
    public void Wake() => bell.Ring();

    /// <summary>Takes all that is due; when this returns, all that was on disk before is taken.</summary>
    public async Task TakeAll(CancellationToken cancellationToken)
    {
        await working.WaitAsync(cancellationToken);
        try
        {
            foreach (var store in await stores.All(cancellationToken))
            {
                await TakeAll(store.Id, cancellationToken);
            }
        }
        finally
        {
            working.Release();
        }
    }

    private async Task TakeAll(StoreId store, CancellationToken cancellationToken)
    {
        // What waits stays due while its order is there: once a round is enough.
        var seen = new HashSet<(string, string)>();
        while ((await box.Due(store, clock.GetUtcNow(), Batch, cancellationToken)).FindAll(row => seen.Add((row.Kind, row.DeliveryId))) is { Count: > 0 } due)
        {
            foreach (var delivery in due)
            {
                await Take(delivery, cancellationToken);
            }
        }
    }

    public override void Dispose()
    {
        signals.OrderStored -= OnOrder;
        bell.Dispose();
        working.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.OrderStored += OnOrder;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeAll(stoppingToken);
                await bell.Wait(Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void OnOrder(StoreId store) => Wake();

    private async Task Take(WebhookDeliveryRow delivery, CancellationToken cancellationToken)
    {
        Taken taken;
        try
        {
            taken = await taking.Take(delivery, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogBrokeOff(failure, delivery.Kind, delivery.DeliveryId);
            await box.Note(delivery, row => PutOff(row, failure), cancellationToken);
            return;
        }

        await box.Note(delivery, row => Close(row, taken), cancellationToken);
    }

    private void Close(WebhookDeliveryRow row, Taken taken)
    {
        (row.State, row.Note, row.TakenAt, row.NextTryAt) = (taken.State, taken.Note, clock.GetUtcNow(), null);
        if (taken.State is DeliveryState.Done or DeliveryState.Ignored)
        {
            row.Body = "";
        }
    }

    private void PutOff(WebhookDeliveryRow row, Exception failure)
    {
        row.Attempts++;
        row.Note = $"Taking it broke off ({failure.GetType().Name}).";
        if (row.Attempts >= MostAttempts)
        {
            (row.State, row.NextTryAt) = (DeliveryState.Failed, null);
        }
        else
        {
            row.NextTryAt = clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Pow(4, row.Attempts - 1));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Taking deliveries failed; it is tried again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Error, "A delivery of {Kind} could not be taken: {DeliveryId}")]
    private partial void LogBrokeOff(Exception failure, string kind, string deliveryId);
}
