namespace Attribution.Web.Links;

internal static class LinksSetup
{
    public static void AddLinks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LinkQueries>();
        builder.Services.AddSingleton<LinkCommands>();
    }

    public static void MapLinks(this IEndpointRouteBuilder routes) => LinkEndpoints.Map(routes);
}
