using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Whether another hit can be taken in.</summary>
internal sealed class QueueHealth(IngestHealth ingest) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        ingest.IsFull ? HealthCheckResult.Unhealthy($"The queue is full: {ingest.QueueLength} hits wait to be stored.") : HealthCheckResult.Healthy());
}
