using Attribution.Web.Storage;
using Quartz;

namespace Attribution.Web.Telemetry;

/// <summary>Counts the runs of every scheduled job, and how long they took.</summary>
internal sealed class JobTimes(Instruments instruments) : IJobListener
{
    public string Name => "times";

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        instruments.JobRun(context.JobDetail.Key.Name, context.JobRunTime, failed: jobException is not null);
        return ValueTask.CompletedTask;
    }
}
