using System.Net;
using Attribution.Web.Storage;
using Attribution.Web.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class ScriptEndpointTests
{
    [Fact]
    public async Task The_script_may_be_used_anywhere_for_an_hour()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().GetAsync("/attribution.js");

        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=3600, stale-while-revalidate=86400");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.ETag.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task The_script_is_sent_as_small_as_the_browser_takes_it(string accepted, string encoding)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);

        var answer = await client.GetAsync("/attribution.js");

        string.Join(',', answer.Content.Headers.ContentEncoding).ShouldBe(encoding);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task Who_has_the_script_is_not_sent_it_again()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.IfNoneMatch.Add((await client.GetAsync("/attribution.js")).Headers.ETag!);

        (await client.GetAsync("/attribution.js")).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_pinned_script_never_changes()
    {
        await using var app = await TestApp.Start();
        var alias = app.Services.GetRequiredService<InstallationAlias>().Value;

        var answer = await app.Client().GetAsync($"/{alias}.{TrackingScript.Current.Hash8}.js");

        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(TrackingScript.Current.Content.ToArray());
        (await app.Client().GetAsync($"/{alias}.00000000.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_script_pinned_before_an_update_is_still_served()
    {
        await using var app = await TestApp.Start();
        var old = TrackingScript.Of("old"u8.ToArray());
        await app.Services.GetRequiredService<InstallationSettings>().Set("script:" + old.Hash8, "old", CancellationToken.None);

        (await app.Client().GetStringAsync($"/{app.Services.GetRequiredService<InstallationAlias>().Value}.{old.Hash8}.js")).ShouldBe("old");
    }
}
