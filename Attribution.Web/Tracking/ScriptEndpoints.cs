using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.Net.Http.Headers;

namespace Attribution.Web.Tracking;

/// <summary>Serves the script: under its stable name and the alias for an hour, pinned by its hash for ever.</summary>
internal static class ScriptEndpoints
{
    private const string Stable = "public, max-age=3600, stale-while-revalidate=86400";
    private const string Pinned = "public, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder routes, string alias)
    {
        var script = routes.MapGroup("").WithTags("Tracking").AllowAnonymous();
        script.MapMethods("/attribution.js", [HttpMethods.Get, HttpMethods.Head], context => Serve(context, TrackingScript.Current, Stable)).WithName("Script").WithSummary("The script a site embeds");
        script.MapMethods($"/{alias}.js", [HttpMethods.Get, HttpMethods.Head], context => Serve(context, TrackingScript.Current, Stable)).WithName("ScriptByAlias").ExcludeFromDescription();
        script.MapMethods($"/{alias}.{{hash:length(8)}}.js", [HttpMethods.Get, HttpMethods.Head], ServePinned).WithName("PinnedScript").ExcludeFromDescription();
    }

    private static async Task ServePinned(HttpContext context)
    {
        var versions = context.RequestServices.GetRequiredService<ScriptVersions>();
        if (await versions.Find((string)context.GetRouteValue("hash")!, context.RequestAborted) is { } script)
        {
            await Serve(context, script, Pinned);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task Serve(HttpContext context, TrackingScript script, string cacheControl)
    {
        var headers = context.Response.Headers;
        await NoteFetch(context);
        headers.CacheControl = cacheControl;
        headers.ETag = script.ETag;
        headers.Vary = "Accept-Encoding";
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (IsFresh(context.Request, script.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (content, encoding) = Best(context.Request, script);
        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        context.Response.ContentType = TrackingScript.ContentType;
        context.Response.ContentLength = content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }

    // Which site embeds which script: the page's host is all its browser tells.
    private static async Task NoteFetch(HttpContext context)
    {
        if (Uri.TryCreate(context.Request.Headers.Referer.ToString(), UriKind.Absolute, out var page))
        {
            var services = context.RequestServices;
            var seen = services.GetRequiredService<SeenHits>();
            foreach (var store in await services.GetRequiredService<StoreDirectory>().All(context.RequestAborted))
            {
                seen.ScriptFetched(store, page.IdnHost, Path.GetFileName(context.Request.Path.Value!));
            }
        }
    }

    private static bool IsFresh(HttpRequest request, string etag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(tag => tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false) || tag == EntityTagHeaderValue.Any);

    private static (ReadOnlyMemory<byte> Content, string Encoding) Best(HttpRequest request, TrackingScript script)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
        {
            return (script.Content, "");
        }

        return Accepts(accepted, "br") ? (script.Brotli, "br") : Accepts(accepted, "gzip") ? (script.Gzip, "gzip") : (script.Content, "");
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
}
