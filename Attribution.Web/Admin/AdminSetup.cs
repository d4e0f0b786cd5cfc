namespace Attribution.Web.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
    }
}
