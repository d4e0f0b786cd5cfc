namespace Attribution.Web.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ModelSettings>();
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        ModelEndpoints.Map(routes);
        StoreEndpoints.Map(routes);
    }
}
