using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attribution.Web.Storage;

/// <summary>Whether the database can be read and written, by doing both. Asked by anybody, so that it does so every few seconds at most.</summary>
internal sealed class StorageHealth(InstallationSettings settings, TimeProvider clock) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1, 1);
    private HealthCheckResult last;
    private long? lookedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (lookedAt is not { } at || clock.GetElapsedTime(at) > Fresh)
            {
                last = await Look(cancellationToken);
                lookedAt = clock.GetTimestamp();
            }

            return last;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<HealthCheckResult> Look(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await settings.Find("health", patience.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"Nothing can be read. {StorageFault.Why(fault) ?? "The log has the cause."}");
        }

        try
        {
            await settings.Set("health", clock.GetUtcNow().ToString("O"), patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"Nothing can be stored. {StorageFault.Why(fault) ?? StorageBusyException.Reason}");
        }
    }
}
