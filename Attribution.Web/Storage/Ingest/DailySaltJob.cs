namespace Attribution.Web.Storage.Ingest;

/// <summary>Destroys old salts, and what was kept to know second copies by, at start and every quarter of an hour. Safe to run at any time.</summary>
internal sealed partial class DailySaltJob(DailySalts salts, Forgetting forgetting, StoreDirectory stores, TimeProvider clock, ILogger<DailySaltJob> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(15), clock);
        do
        {
            try
            {
                await salts.Destroy(await stores.All(stoppingToken), clock, stoppingToken);
                await forgetting.Run(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Error, "What has had its time could not be destroyed; tried again in a quarter of an hour")]
    private partial void LogFault(Exception fault);
}
