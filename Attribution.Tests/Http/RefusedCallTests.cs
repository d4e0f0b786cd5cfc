using System.Net;
using System.Net.Http.Json;
using System.Text;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;

namespace Attribution.Tests.Http;

public class RefusedCallTests
{
    [Theory]
    [InlineData("/api/snapshots/rebuild")]
    [InlineData("/api/orders")]
    public async Task A_body_of_another_type_is_415(string path)
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();

        var answer = await server.PostAsync(path, new StringContent("{}", Encoding.UTF8, "text/xml"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_body_too_large_is_413_in_words()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();

        var answer = await server.PostAsJsonAsync("/api/snapshots/rebuild", new { from = new string('x', 70_000) });

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("POST", "/api/orders")]
    [InlineData("POST", "/api/touches")]
    [InlineData("POST", "/api/snapshots/rebuild")]
    [InlineData("PUT", "/api/costs")]
    [InlineData("PUT", "/api/models/linear")]
    public async Task A_cookie_reads_only(string method, string path)
    {
        await using var app = await TestApp.Start();
        using var admin = await app.SignedIn("ana@shop.example", Roles.Admin);
        using var write = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };

        (await admin.SendAsync(write)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.GetAsync("/api/costs")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
