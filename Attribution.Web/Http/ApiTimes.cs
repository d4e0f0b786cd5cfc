using System.Collections.Concurrent;
using System.Diagnostics;
using Attribution.Web.Storage;

namespace Attribution.Web.Http;

/// <summary>Measures every call of the API by its route, and names the trace after it. A path that was called is never told: it may hold ids.</summary>
internal sealed class ApiTimes(Instruments instruments)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    // Patterns of groups end in a slash; each is mended once.
    private static readonly ConcurrentDictionary<string, string> Routes = new(StringComparer.Ordinal);

    public async Task Measure(HttpContext context, RequestDelegate next)
    {
        if (RouteOf(context) is not { } route)
        {
            await next(context);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        Activity.Current?.SetTag("http.route", route);
        try
        {
            await next(context);
        }
        finally
        {
            instruments.ApiCall(route, MethodOf(context.Request.Method), StatusOf(context), Stopwatch.GetElapsedTime(started));
        }
    }

    // Pages and files are no API; what nothing answers has one route, so that a scan of made-up paths is one series.
    private static string? RouteOf(HttpContext context) => context.GetEndpoint() switch
    {
        RouteEndpoint { RoutePattern.RawText: { } pattern } when pattern.StartsWith("/api/", StringComparison.Ordinal) => Routes.GetOrAdd(pattern, static one => one.TrimEnd('/')),
        { } endpoint when endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is { EndpointName: var name } && name.EndsWith("ByAlias", StringComparison.Ordinal) => "/{alias}",
        _ => null,
    };

    private static string MethodOf(string method) => Methods.Contains(method) ? method : "other";

    private static string StatusOf(HttpContext context) => context.Response.StatusCode switch
    {
        < 300 => "2xx",
        < 400 => "3xx",
        429 => "429",
        < 500 => "4xx",
        _ => "5xx",
    };
}
