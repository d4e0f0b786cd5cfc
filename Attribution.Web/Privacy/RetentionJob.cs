using Quartz;

namespace Attribution.Web.Privacy;

/// <summary>Ends what is older than each store keeps, every night.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionPurge purge) : IJob
{
    public static readonly JobKey Key = new("retention");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await purge.Run(cancellationToken);
}

/// <summary>The same at the start, for the nights in which no server ran. Two at once do no harm: each row goes once.</summary>
internal sealed class RetentionCatchUp(RetentionPurge purge) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => purge.Run(stoppingToken);
}
