using System.Net;
using System.Text.RegularExpressions;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Accounts;

public partial class RoutesTests
{
    // What anyone may reach, and why: sites send hits, watchers ask for health (figures: this machine alone, or a key), what is not there says so, people log in and set up.
    private static readonly string[] Open =
    [
        "/api/tracking/marketing-touch", "/api/tracking/pixel.gif", "/attribution.js", "/health/live", "/health/ready", "/metrics",
        "/api/1", "/account/login", "/account/logout", "/account/demo", "/setup", "/not-found",
    ];

    [Fact]
    public async Task Whatever_is_not_meant_for_everyone_asks_who_is_there()
    {
        await using var app = await TestApp.Start();
        await app.AddUser("ana@shop.example", "admin");
        var alias = app.Services.GetRequiredService<InstallationAlias>().Value;
        using var client = app.Client();
        var walked = 0;

        foreach (var (method, path) in Routes(app).Where(route => !IsOpen(route.Path, alias)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var answer = await client.SendAsync(request);
            var asks = answer.StatusCode == HttpStatusCode.Unauthorized || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.OriginalString.Contains("/account/login"));
            asks.ShouldBeTrue($"{method} {path} answers {(int)answer.StatusCode}");
            walked++;
        }

        walked.ShouldBeGreaterThan(20);
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.Contains("{**", StringComparison.Ordinal) != true // what takes the paths that are nobody's
        let path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText ?? "", "1").Trim('/')
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method != "HEAD") ?? ["GET"]
        select (method, path);

    private static bool IsOpen(string path, string alias) =>
        Open.Contains(path)
        || path == "/" + alias
        || path.StartsWith($"/{alias}.", StringComparison.Ordinal)
        || path.StartsWith("/attribution.", StringComparison.Ordinal)
        || StaticFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static readonly string[] StaticFolders = ["/css/", "/js/", "/lib/", "/favicon", "/_framework/", "/_content/", "/Attribution.Web."];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
