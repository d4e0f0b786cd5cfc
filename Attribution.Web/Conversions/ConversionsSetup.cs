namespace Attribution.Web.Conversions;

internal static class ConversionsSetup
{
    public static void AddConversions(this IHostApplicationBuilder builder)
    {
    }

    public static void MapConversions(this IEndpointRouteBuilder routes)
    {
    }
}
