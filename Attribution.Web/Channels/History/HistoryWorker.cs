using Attribution.Web.Storage;

namespace Attribution.Web.Channels.History;

/// <summary>Works at runs over history while the server runs; what a former one left goes on.</summary>
internal sealed partial class HistoryWorker(HistoryRunner runner, TimeProvider clock, ILogger<HistoryWorker> logger) : BackgroundService
{
    // While the snapshot job rebuilds for a run, and otherwise only in case a word was missed.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var busy = await runner.Work(stoppingToken) > 0;
                await runner.Wait(busy ? Busy : Idle, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The server stops; the next one goes on.
            }
            catch (Exception failure)
            {
                LogTrouble(failure, StorageFault.Why(failure) ?? "it is tried again");
                await runner.Wait(Idle, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The runs over history wait: {Why}")]
    private partial void LogTrouble(Exception failure, string why);
}
