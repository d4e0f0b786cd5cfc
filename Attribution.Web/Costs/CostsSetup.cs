namespace Attribution.Web.Costs;

internal static class CostsSetup
{
    public static void AddCosts(this IHostApplicationBuilder builder)
    {
    }

    public static void MapCosts(this IEndpointRouteBuilder routes)
    {
    }
}
