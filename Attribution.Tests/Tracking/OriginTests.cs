using System.Net;

using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class OriginTests
{
    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://shop.example", true)]
    [InlineData("https://www.shop.example", true)]
    [InlineData("https://shop.example:8443", true)]
    [InlineData("", true)] // a pixel or an app
    [InlineData("https://evil.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("https://notshop.example", false)]
    [InlineData("null", false)]
    [InlineData("chrome-extension://shop.example", false)]
    [InlineData("https://shop.example@evil.example", false)]
    public async Task Hits_come_from_the_stores_own_pages(string origin, bool taken)
    {
        await using var app = await TestApp.Start();
        using var client = From(app, origin);

        var answer = await client.Send(app, new { url = Hits.Landing });

        answer.StatusCode.ShouldBe(taken ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        answer.Headers.Vary.ShouldContain("Origin");
        Header(answer, "Access-Control-Allow-Origin").ShouldBe(taken && origin.Length > 0 ? origin : null);
        app.Services.GetRequiredService<IngestHealth>().CountOf(app.Shop.Id, IngestHealth.ForeignOriginCount).ShouldBe(taken ? 0 : 1);
    }

    [Fact]
    public async Task A_page_of_the_store_reads_the_answer_with_credentials_and_learns_when_to_come_back()
    {
        await using var app = await TestApp.Start();
        using var client = From(app, "https://shop.example");

        var answer = await client.Send(app, new { });

        Header(answer, "Access-Control-Allow-Credentials").ShouldBe("true");
        Header(answer, "Access-Control-Expose-Headers").ShouldBe("Retry-After");
    }

    [Fact]
    public async Task The_page_of_another_store_is_foreign()
    {
        await using var app = await TestApp.Start();
        await app.OpenStore("other");
        using var client = From(app, "https://other.example");

        var answer = await client.Send(app, new { });

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Header(answer, "Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://shop.example", HttpStatusCode.NoContent)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    public async Task A_preflight_admits_the_stores_pages_alone(string origin, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();
        using var client = From(app, origin);
        client.DefaultRequestHeaders.Add("Access-Control-Request-Method", "POST");

        var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Options, Hits.Path));

        answer.StatusCode.ShouldBe(status);
        Header(answer, "Access-Control-Allow-Origin").ShouldBe(status == HttpStatusCode.NoContent ? origin : null);
    }

    [Fact]
    public async Task A_server_has_no_origin_to_check()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();
        server.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        (await server.Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpClient From(TestApp app, string origin)
    {
        var client = app.Client();
        if (origin.Length > 0)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);
        }

        return client;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
