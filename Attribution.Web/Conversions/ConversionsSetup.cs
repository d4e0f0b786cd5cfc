using Attribution.Web.Storage;
using Attribution.Web.Storage.History;

namespace Attribution.Web.Conversions;

internal static class ConversionsSetup
{
    public static void AddConversions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Orders>();
        builder.Services.AddSingleton<IShopOrders, ShopOrders>();
        builder.Services.AddHostedService<HintListener>();
        builder.Services.AddSingleton<IHistory, OrderHistory>();
        builder.Services.AddSingleton<IHistory, RefundHistory>();
    }

    public static void MapConversions(this IEndpointRouteBuilder routes) => ConversionEndpoints.Map(routes);
}
