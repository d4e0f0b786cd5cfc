using System.Collections.Concurrent;
using System.Diagnostics;
using Attribution.Tests.Tracking;
using Attribution.Web.Storage;
using Attribution.Web.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Attribution.Tests.Telemetry;

public class ExportTests
{
    [Fact]
    public void A_trace_keeps_nothing_of_who_asked_and_is_named_by_its_route()
    {
        using var source = new ActivitySource("scrubbed");
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource("scrubbed").AddProcessor(new TraceScrubber()).Build();
        var call = source.StartActivity("HttpRequestIn", ActivityKind.Server)!;
        call.SetTag("http.request.method", "GET").SetTag("http.route", "/api/orders/{orderId}").SetTag("http.response.status_code", 200);
        call.SetTag("url.path", "/api/orders/4711").SetTag("url.query", "?key=pk_secret").SetTag("client.address", "203.0.113.9").SetTag("user_agent.original", "Secretive/1.0");
        call.Stop();

        call.DisplayName.ShouldBe("GET /api/orders/{orderId}");
        call.TagObjects.Select(tag => tag.Key).ShouldBe(["http.request.method", "http.route", "http.response.status_code"], ignoreOrder: true);
    }

    [Fact]
    public async Task Calls_commits_and_snapshot_runs_are_traced_without_personal_data()
    {
        var seen = new ConcurrentQueue<Activity>();
        await using var app = await TestApp.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, app.Services.GetRequiredService<Instruments>().Traces),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await app.Client().Hit(app, new { url = "https://shop.example/private?utm_source=hidden", visitorId = "vis-1" });

        var commit = seen.First(trace => trace.OperationName == "ingest.commit");
        commit.TagObjects.Select(tag => tag.Key).ShouldBe(["attribution.hits"]);
        commit.GetTagItem("attribution.hits").ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_environment_names_a_collector_figures_and_traces_go_there()
    {
        var paths = new ConcurrentDictionary<string, string>();
        await using var collector = await Collector(paths);
        await using var app = await Browser.AppProcess.Start(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            });
        using var client = new HttpClient();
        await client.PostAsync(app.Address + "/api/tracking/marketing-touch?token=hidden-token", new StringContent("{}"));

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(paths.GetValueOrDefault("/v1/metrics", "").Contains("attribution.api.duration") && paths.GetValueOrDefault("/v1/traces", "").Contains("marketing-touch")))
        {
            await Task.Delay(100, patience.Token);
        }

        paths.Values.ShouldAllBe(body => !body.Contains("hidden-token"));
    }

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, string> paths)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            paths.AddOrUpdate(context.Request.Path, body, (_, before) => before + body);
            return Results.Bytes([], "application/x-protobuf");
        });
        await site.StartAsync();
        return site;
    }
}
