using System.Net;
using System.Net.Http.Json;
using Attribution.Tests.Tracking;
using Microsoft.AspNetCore.Hosting;

namespace Attribution.Tests.Http;

public class SecretLimitTests
{
    [Theory]
    [InlineData("GET", "/api/analytics/attribution/overview")]
    [InlineData("GET", "/api/stores/current")]
    [InlineData("POST", "/api/orders")]
    [InlineData("POST", "/api/orders/batch")]
    [InlineData("PATCH", "/api/orders/1")]
    [InlineData("PUT", "/api/costs")]
    [InlineData("POST", "/api/touches")]
    [InlineData("POST", Hits.Path)]
    [InlineData("POST", "/api/snapshots/rebuild")]
    [InlineData("GET", "/api/nowhere")]
    [InlineData("GET", "/metrics")]
    public async Task Every_path_that_takes_a_secret_key_counts_against_its_limit(string method, string path)
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:SecretRequestsPerSecond", "2"));
        using var server = app.Server();
        async Task<HttpResponseMessage> Call() => await server.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) });
        (await Call()).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await Call()).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);

        var refused = await Call();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        app.Clock!.Now += TimeSpan.FromSeconds(1);
        (await Call()).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_secret_key_in_the_body_counts_too_and_another_stores_key_is_not_touched()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:SecretRequestsPerSecond", "1"));
        var other = await app.OpenStore("other");
        using var client = app.Client();
        var body = $$"""{ "key": "{{app.Shop.SecretKey}}" }""";

        (await client.Raw(body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.Raw(body)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.Server(other).Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_public_key_in_the_header_is_not_limited_as_a_secret_one()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:SecretRequestsPerSecond", "1"));
        using var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", app.Shop.PublicKey);

        for (var i = 0; i < 5; i++)
        {
            (await client.Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
