using System.Net;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class LimitTests
{
    [Fact]
    public async Task An_address_that_sends_too_much_is_told_when_to_come_back()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        for (var i = 0; i < 120; i++)
        {
            (await client.Send(app, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await client.Send(app, new { });

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        app.Clock!.Now += TimeSpan.FromSeconds(1);
        (await client.Send(app, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_hit_of_a_batch_counts()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        var hits = Enumerable.Repeat<object>(new { }, 50).ToArray();
        await client.Batch(app, hits);
        await client.Batch(app, hits);

        (await client.Send(app, new { items = hits })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_secret_key_has_no_address_limit_but_its_own()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:SecretRequestsPerSecond", "2"));
        using var server = app.Server();

        (await server.Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Raw("""{ "items": [{}, {}, {}] }""")).StatusCode.ShouldBe(HttpStatusCode.OK); // a batch is one
        (await server.Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Behind_a_proxy_nobody_named_only_the_stores_limit_holds()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:AddressPerMinute", "1").UseSetting("Tracking:Limits:StorePerSecond", "1"));
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        for (var i = 0; i < 10; i++)
        {
            (await client.Send(app, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await client.Send(app, new { })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        app.Services.GetRequiredService<IngestHealth>().CountOf(app.Shop.Id, IngestHealth.UntrustedForwardedCount).ShouldBe(11);
    }

    [Fact]
    public async Task A_strangers_header_changes_no_limit_where_the_proxy_is_named()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:AddressPerMinute", "1").UseSetting("Proxy:Trusted:0", "10.9.9.9"));
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        await client.Send(app, new { });

        (await client.Send(app, new { })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
