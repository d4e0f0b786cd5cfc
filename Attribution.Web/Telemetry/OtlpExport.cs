using Attribution.Web.Storage;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Attribution.Web.Telemetry;

/// <summary>
/// Sends metrics and traces to a collector, where the environment names one by OpenTelemetry's usual variables. Without them nothing is
/// built and nothing leaves the machine.
/// </summary>
internal sealed class OtlpExport(IConfiguration configuration, TraceScrubber scrubber) : IHostedService, IDisposable
{
    private MeterProvider? meters;
    private TracerProvider? traces;

    private bool IsOn => IsSet("OTEL_EXPORTER_OTLP_ENDPOINT") && !"true".Equals(configuration["OTEL_SDK_DISABLED"], StringComparison.OrdinalIgnoreCase);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOn || IsSet("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"))
        {
            meters = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(Describe)
                .AddMeter(Instruments.Name, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter()
                .Build();
        }

        if (IsOn || IsSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
        {
            traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(Describe)
                .AddSource(Instruments.Name, "Microsoft.AspNetCore")
                .AddProcessor(scrubber)
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    // What is not sent yet is sent now.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        meters?.Dispose();
        traces?.Dispose();
        (meters, traces) = (null, null);
    }

    private static void Describe(ResourceBuilder resource)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")))
        {
            resource.AddService("attribution", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString());
        }
    }

    private bool IsSet(string variable) => !string.IsNullOrEmpty(configuration[variable]);
}
