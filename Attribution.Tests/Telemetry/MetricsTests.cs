using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Attribution.Tests.Tracking;
using Attribution.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Telemetry;

public class MetricsTests
{
    [Fact]
    public async Task Whatever_happens_is_measured_and_a_strict_reader_understands_it()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client();
        using var server = app.Server();
        await browser.Hit(app, new { url = Hits.Landing });
        await browser.Send(app, new { url = Hits.Landing, consent = "denied" });
        await browser.Raw("no json");
        await server.PostAsJsonAsync("/api/orders", new { orderId = "1", value = 10, currency = "EUR" });
        await server.GetAsync("/api/analytics/attribution/overview");

        var figures = await Scrape(app.Client());

        figures["attribution_ingest_hits_total", ("store", "shop"), ("outcome", "touch")].ShouldBe(1);
        figures["attribution_ingest_ignored_total", ("store", "shop"), ("reason", "consent")].ShouldBe(1);
        figures["attribution_ingest_refused_total", ("reason", "invalid")].ShouldBe(1);
        figures["attribution_ingest_commit_duration_seconds_count"].ShouldBe(1);
        figures["attribution_ingest_batch_size_sum"].ShouldBe(1);
        figures["attribution_report_reads_total", ("result", "miss")].ShouldBe(1);
        figures["attribution_api_duration_seconds_count", ("route", "/api/orders"), ("status", "2xx")].ShouldBe(1);
        figures["attribution_api_duration_seconds_count", ("route", "/api/tracking/marketing-touch"), ("status", "4xx")].ShouldBe(1);
        figures.Types["attribution_circuits"].ShouldBe("gauge");
        figures.Types["attribution_ingest_queue_length"].ShouldBe("gauge");
        figures.Types["attribution_snapshot_lag_seconds"].ShouldBe("gauge");
    }

    [Fact]
    public async Task Labels_never_hold_an_address_a_key_or_what_somebody_sent()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("Secretive/1.0");
        await browser.Hit(app, new { url = "https://shop.example/private-path?utm_source=hidden", visitorId = "vis-1" });
        await app.Server().GetAsync("/api/analytics/attribution/journeys/order-4711");
        await browser.GetAsync("/api/nowhere/secret-scan");

        var text = await app.Client().GetStringAsync("/metrics");

        foreach (var secret in new[] { "private-path", "hidden", "vis-1", "4711", "secret-scan", "127.0.0.1", "Secretive", app.Shop.PublicKey, app.Shop.SecretKey })
        {
            text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_key_sees_its_own_store_and_what_belongs_to_none()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Client().Hit(app, new { url = Hits.Landing });
        await app.Server(other).Touch(new { url = "https://other.example/?utm_source=x", visitorId = "v" });

        var figures = await Scrape(app.Server(other), forwarded: true);

        figures["attribution_ingest_hits_total"].ShouldBe(1);
        figures.Samples.Where(sample => sample.Labels.ContainsKey("store")).ShouldAllBe(sample => sample.Labels["store"] == "other");
        figures["attribution_ingest_commit_duration_seconds_count"].ShouldBe(2);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Forwarded-Host", "a.shop.example")]
    [InlineData("Host", "a.shop.example")]
    public async Task Who_comes_through_a_proxy_needs_a_key(string header, string value)
    {
        await using var app = await TestApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);

        (await app.Client().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("sk_nobodyknowsthiskeyatallnobodyknowsit", HttpStatusCode.Unauthorized)]
    [InlineData("public", HttpStatusCode.Forbidden)]
    public async Task A_key_that_is_unknown_or_may_not_read_sees_nothing(string key, HttpStatusCode expected)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key == "public" ? app.Shop.PublicKey : key);

        (await client.GetAsync("/metrics")).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Odd_labels_are_escaped_and_a_histogram_adds_up()
    {
        await using var app = await TestApp.Start();
        var instruments = app.Services.GetRequiredService<Instruments>();
        instruments.Refused("a\"b\\c\nd", "x", 2);
        instruments.JobRun("j", TimeSpan.FromSeconds(0.05), failed: true);
        instruments.JobRun("j", TimeSpan.FromMinutes(5), failed: false);

        var figures = await Scrape(app.Client());

        figures["attribution_ingest_refused_total", ("store", "a\"b\\c\nd")].ShouldBe(2);
        figures["attribution_job_duration_seconds_bucket", ("job", "j"), ("le", "0.05")].ShouldBe(1);
        figures["attribution_job_duration_seconds_bucket", ("job", "j"), ("le", "60")].ShouldBe(1);
        figures["attribution_job_duration_seconds_bucket", ("job", "j"), ("le", "+Inf")].ShouldBe(2);
        figures["attribution_job_runs_total", ("job", "j"), ("result", "failed")].ShouldBe(1);
    }

    [Fact]
    public async Task Figures_of_two_servers_in_one_process_stay_apart_and_series_are_bounded()
    {
        await using var one = await TestApp.Start();
        await using var two = await TestApp.Start();
        var instruments = one.Services.GetRequiredService<Instruments>();
        for (var i = 0; i < 5_000; i++)
        {
            instruments.Hit($"store-{i}", "touch");
        }

        (await Scrape(one.Client())).Samples.Count(sample => sample.Name == "attribution_ingest_hits_total").ShouldBe(2_000);
        (await Scrape(two.Client()))["attribution_ingest_hits_total"].ShouldBe(0);
    }

    private static async Task<PrometheusReader> Scrape(HttpClient client, bool forwarded = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (forwarded)
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        }

        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusReader.Read(await answer.Content.ReadAsStringAsync());
    }
}
