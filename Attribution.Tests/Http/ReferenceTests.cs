using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Http;

public class ReferenceTests
{
    [Fact]
    public async Task The_description_names_every_endpoint_of_the_API()
    {
        await using var app = await TestApp.Start();
        using var reader = app.Server();

        var described = (await (await reader.GetAsync("/openapi/v1.json")).Json()).GetProperty("paths");

        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route => route.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct();
        foreach (var route in routes)
        {
            described.TryGetProperty(route, out var operations).ShouldBeTrue(route);
            foreach (var operation in operations.EnumerateObject())
            {
                operation.Value.TryGetProperty("summary", out _).ShouldBeTrue(route);
            }
        }

        described.GetProperty("/api/analytics/attribution/paths").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString()).ShouldContain("collapse");
    }

    [Fact]
    public async Task The_reference_is_for_who_may_read()
    {
        await using var app = await TestApp.Start();
        using var anybody = app.Client();
        using var viewer = await app.SignedIn("viewer@shop.example", Roles.Viewer);

        (await anybody.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await anybody.GetAsync("/docs/api/index.html")).Headers.Location!.ToString().ShouldContain("/account/login");
        var page = await viewer.GetAsync("/docs/api/index.html");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("<script>");
        (await (await viewer.GetAsync("/docs/api/index.js")).Content.ReadAsStringAsync()).ShouldContain("/openapi/v1.json");
        (await viewer.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
