using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attribution.Web.Http;

/// <summary>Whether this process runs, and whether it can do its work. Features add their own checks; both answers need no key and say nothing of the data.</summary>
internal static class Health
{
    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StorageHealth>();
        builder.Services.AddHealthChecks().AddCheck<StorageHealth>("storage", HealthStatus.Unhealthy).AddCheck<QueueHealth>("queue", HealthStatus.Unhealthy);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write })
            .AllowAnonymous().WithName("HealthLive");
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous().WithName("HealthReady");
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return context.Response.WriteAsJsonAsync(
            new HealthAnswer(NameOf(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => new HealthPart(NameOf(entry.Value.Status), entry.Value.Description))),
            ApiJson.Options);
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        _ => "unavailable",
    };

    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthPart> Checks);

    private sealed record HealthPart(string Status, string? Detail);
}
