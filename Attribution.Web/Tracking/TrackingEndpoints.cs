using Attribution.Web.Http;

namespace Attribution.Web.Tracking;

/// <summary>Where hits come in: the stable names, and the alias that no public blocklist knows.</summary>
internal static class TrackingEndpoints
{
    // The smallest transparent GIF.
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    public static void Map(IEndpointRouteBuilder routes, string alias)
    {
        var tracking = routes.MapGroup("").WithTags("Tracking").DisableAntiforgery();
        MapHits(tracking, "/api/tracking/marketing-touch", "").AllowAnonymous();
        MapHits(tracking, $"/{alias}", "ByAlias").WithMetadata(new TrackingStart.IsAlias()).AllowAnonymous().ExcludeFromDescription();
        tracking.MapGet("/api/tracking/pixel.gif", TakePixel).WithName("Pixel").WithSummary("Record a page view by an image").AllowAnonymous();
        tracking.MapGet($"/{alias}.gif", TakePixel).WithName("PixelByAlias").AllowAnonymous().ExcludeFromDescription();
        tracking.MapPost("/api/touches", Take).WithName("RecordTouches").WithSummary("Record touches from a server").RequireAuthorization(Policies.Collect);
    }

    private static RouteGroupBuilder MapHits(RouteGroupBuilder tracking, string path, string suffix)
    {
        var hits = tracking.MapGroup(path);
        hits.MapPost("", Take).WithName("RecordHits" + suffix).WithSummary("Record one hit or a batch of them");
        hits.MapMethods("", [HttpMethods.Options], (HttpContext context, Origins origins) => origins.Preflight(context)).WithName("Preflight" + suffix).ExcludeFromDescription();
        return hits;
    }

    private static Task<IResult> Take(HttpContext context, CollectHandler handler) => handler.Take(context);

    private static async Task<IResult> TakePixel(HttpContext context, CollectHandler handler)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return await handler.TakePixel(context) ?? TypedResults.Bytes(Gif, "image/gif");
    }
}
