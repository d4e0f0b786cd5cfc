using Attribution.Web.Storage;
using Quartz;

namespace Attribution.Web.Privacy;

/// <summary>Ends what is older than each store keeps: every night, and at the start for the nights in which no server ran.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(StoreDirectory stores, RetentionPurge purge, ILogger<RetentionJob> logger) : IJob
{
    public static readonly JobKey Key = new("retention");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Run(cancellationToken);

    /// <summary>Every store; one that fails does not keep the others waiting.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            try
            {
                await purge.Run(store, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, store.Key);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The retention of {Store} failed; the next night goes on where it stopped")]
    private partial void LogFailed(Exception failure, string store);
}
