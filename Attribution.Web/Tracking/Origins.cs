using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Tracking;

/// <summary>Whose pages may send hits: a store's own, on any port. An origin is a hint, no proof: who sends none is taken.</summary>
internal sealed class Origins(StoreDirectory stores, SeenHits seen)
{
    private const string MaxAge = "86400";

    /// <summary>Lets the page read the answer where its origin is one of any store; errors too, or a script could not tell 429 from a dead network.</summary>
    public async Task Admit(HttpContext context)
    {
        context.Response.Headers.Append("Vary", "Origin");
        if (OriginOf(context.Request) is { } origin && HostOf(origin) is { } host
            && (await stores.All(context.RequestAborted)).Any(store => store.Owns(host)))
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
            headers.AccessControlExposeHeaders = "Retry-After";
        }
    }

    /// <summary>Answers a preflight, which names no store yet.</summary>
    public async Task<IResult> Preflight(HttpContext context)
    {
        await Admit(context);
        if (context.Response.Headers.AccessControlAllowOrigin.Count == 0)
        {
            seen.Refused(null, IngestHealth.ForeignOriginCount, new Refusal());
            return Foreign();
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "content-type";
        headers.AccessControlMaxAge = MaxAge;
        return TypedResults.NoContent();
    }

    /// <summary>Whether the page is the store's own; if not, it is counted and learns nothing.</summary>
    public bool IsOwn(HttpContext context, StoreSettings store)
    {
        if (OriginOf(context.Request) is not { } origin || (HostOf(origin) is { } host && store.Owns(host)))
        {
            return true;
        }

        seen.Refused(store, IngestHealth.ForeignOriginCount, new Refusal { Detail = HostOf(origin) ?? "" });
        context.Response.Headers.Remove("Access-Control-Allow-Origin");
        context.Response.Headers.Remove("Access-Control-Allow-Credentials");
        return false;
    }

    /// <summary>The store whose page a request names as its origin; null where it is no store's. A hint alone.</summary>
    public async ValueTask<StoreSettings?> StoreOf(HttpContext context) =>
        OriginOf(context.Request) is { } origin && HostOf(origin) is { } host ? (await stores.All(context.RequestAborted)).FirstOrDefault(store => store.Owns(host)) : null;

    public static IResult Foreign() => Http.Problem.Of(
        StatusCodes.Status403Forbidden, "foreign-origin", "This page is not one of the store's", "Add the page's host to the store's domains, or use the key of the store it belongs to.");

    /// <summary>The page's origin as its browser names it; empty where it names none.</summary>
    public static string NameOf(HttpContext context) => OriginOf(context.Request) ?? "";

    private static string? OriginOf(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin : null;

    private static string? HostOf(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.PathAndQuery == "/"
            ? address.IdnHost
            : null;
}
