namespace Attribution.Web.Tracking;

internal static class TrackingSetup
{
    public static void AddTracking(this IHostApplicationBuilder builder)
    {
    }

    public static void MapTracking(this IEndpointRouteBuilder routes)
    {
    }
}
