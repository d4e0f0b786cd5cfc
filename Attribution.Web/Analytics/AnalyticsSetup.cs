namespace Attribution.Web.Analytics;

internal static class AnalyticsSetup
{
    public static void AddAnalytics(this IHostApplicationBuilder builder)
    {
    }

    public static void MapAnalytics(this IEndpointRouteBuilder routes)
    {
    }
}
