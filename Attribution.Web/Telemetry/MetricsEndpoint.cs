using System.Net;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Telemetry;

/// <summary>
/// Figures for Prometheus. Who asks from this machine sees all; a key with scope read sees its own store and what belongs to no store, as
/// one store must not read another's counts.
/// </summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Answer).AllowAnonymous().WithName("Metrics").ExcludeFromDescription();

    private static async Task<IResult> Answer(HttpContext context, MetricListener metrics, StoreDirectory stores)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (KeyAuthentication.TokenOf(context.Request) is null)
        {
            return IsFromThisMachine(context) ? Text(metrics, null) : TypedResults.Challenge(null, [KeyAuthentication.SchemeName]);
        }

        var caller = await context.AuthenticateAsync(KeyAuthentication.SchemeName);
        if (!caller.Succeeded)
        {
            return TypedResults.Challenge(null, [KeyAuthentication.SchemeName]);
        }

        return caller.Principal.HasClaim(KeyAuthentication.ScopeClaim, KeyDirectory.Read)
            && KeyAuthentication.StoreOf(caller.Principal) is { } id && await stores.Find(id, context.RequestAborted) is { } store
            ? Text(metrics, store.Key)
            : TypedResults.Forbid(null, [KeyAuthentication.SchemeName]);
    }

    private static ContentHttpResult Text(MetricListener metrics, string? store) => TypedResults.Text(PrometheusText.Write(metrics.Read(), store), PrometheusText.ContentType);

    // A proxy on this machine is no caller of this machine: it says so by a forwarded header, or by the name it was asked for.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopbackName(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(IsForwarding);

    private static bool IsForwarding(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
