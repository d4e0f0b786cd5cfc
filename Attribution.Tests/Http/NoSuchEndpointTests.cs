using System.Net;
using System.Net.Http.Json;

namespace Attribution.Tests.Http;

public class NoSuchEndpointTests
{
    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("POST", "/api/nothing")]
    [InlineData("DELETE", "/api/orders/1/nothing")]
    [InlineData("POST", "/api")]
    public async Task A_path_that_the_API_does_not_have_is_answered_as_what_is_not_there(string method, string path)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Json()).GetProperty("type").GetString().ShouldBe("/problems/not-found");
    }

    [Theory]
    [InlineData("GET", "/api/tracking/marketing-touch", "OPTIONS,POST")]
    [InlineData("PUT", "/api/orders", "POST")]
    [InlineData("GET", "/api/orders/1001", "PATCH")]
    [InlineData("DELETE", "/api/costs", "GET,PUT")]
    public async Task A_method_that_a_path_does_not_know_is_answered_with_those_it_knows(string method, string path, string known)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Content.Headers.Allow.Order(StringComparer.Ordinal).ShouldBe(known.Split(','));
    }

    [Fact]
    public async Task A_body_of_another_kind_than_JSON_is_named_to_who_has_a_key_and_asks_everybody_else_for_one()
    {
        await using var app = await TestApp.Start();

        var known = await app.Server().PostAsync("/api/snapshots/rebuild", new StringContent("a=b", null, "application/x-www-form-urlencoded"));
        var stranger = await app.Client().PostAsync("/api/snapshots/rebuild", new StringContent("a=b", null, "application/x-www-form-urlencoded"));

        known.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        known.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
