using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attribution.Web.Snapshots;

/// <summary>
/// Tells when the snapshots of a store are late: its last run failed, or hangs. One that never ran is on time, and late figures are no
/// reason to send nobody here.
/// </summary>
internal sealed class SnapshotHealth(Database database, StoreDirectory stores, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await database.Read(cancellationToken);
        foreach (var store in await stores.All(cancellationToken))
        {
            var last = await db.SnapshotRuns.Where(run => run.StoreId == store.Id.Value && run.Status != RunStates.Queued)
                .OrderByDescending(run => run.QueuedAt)
                .Select(run => new { run.Status, run.StartedAt })
                .FirstOrDefaultAsync(cancellationToken);
            if (last?.Status == RunStates.Failed || (last?.Status == RunStates.Running && clock.GetUtcNow() - last.StartedAt > Late))
            {
                return HealthCheckResult.Degraded($"The last snapshot run of a store {(last.Status == RunStates.Failed ? "failed" : "hangs")}; figures may be old.");
            }
        }

        return HealthCheckResult.Healthy();
    }
}
