using Microsoft.AspNetCore.Components.Server.Circuits;
using Quartz;

namespace Attribution.Web.Telemetry;

internal static class TelemetrySetup
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<MetricListener>();
        services.AddSingleton<TraceScrubber>();
        services.AddHostedService<OtlpExport>();
        services.AddScoped<CircuitHandler, CircuitCount>();
        services.AddSingleton<JobTimes>();
        services.AddQuartz(quartz => quartz.AddJobListener<JobTimes>());
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes)
    {
        // It counts from its making on: before the first request.
        routes.ServiceProvider.GetRequiredService<MetricListener>();
        MetricsEndpoint.Map(routes);
    }
}
