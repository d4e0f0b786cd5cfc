namespace Attribution.Web.Costs;

internal static class CostsSetup
{
    public static void AddCosts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CostBook>();
        builder.Services.AddSingleton<CostQueries>();
        builder.Services.AddSingleton<CostCommands>();
    }

    public static void MapCosts(this IEndpointRouteBuilder routes) => CostEndpoints.Map(routes);
}
