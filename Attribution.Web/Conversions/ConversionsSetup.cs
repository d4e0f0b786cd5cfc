namespace Attribution.Web.Conversions;

internal static class ConversionsSetup
{
    public static void AddConversions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Orders>();
        builder.Services.AddHostedService<HintListener>();
    }

    public static void MapConversions(this IEndpointRouteBuilder routes) => ConversionEndpoints.Map(routes);
}
