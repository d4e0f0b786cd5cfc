using Attribution.Web.Storage;

namespace Attribution.Web.Conversions;

internal static class ConversionsSetup
{
    public static void AddConversions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Orders>();
        builder.Services.AddSingleton<IShopOrders, ShopOrders>();
        builder.Services.AddHostedService<HintListener>();
    }

    public static void MapConversions(this IEndpointRouteBuilder routes) => ConversionEndpoints.Map(routes);
}
