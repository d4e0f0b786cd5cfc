using Attribution.Web.Admin.Collecting;
using Attribution.Web.Admin.Keys;
using Attribution.Web.Admin.Models;
using Attribution.Web.Admin.Setup;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Admin.Users;

namespace Attribution.Web.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoreCommands>();
        builder.Services.AddSingleton<CollectingCommands>();
        builder.Services.AddSingleton<KeyCommands>();
        builder.Services.AddSingleton<ModelCommands>();
        builder.Services.AddScoped<UserCommands>();
        builder.Services.AddSingleton<SettingsQueries>();
        builder.Services.AddSingleton<SelfTest>();
        builder.Services.AddScoped<FreshKey>();
        builder.Services.AddSingleton<ModelSettings>();
        builder.Services.AddSingleton<ModelPreviews>();
        builder.Services.AddSingleton<ModelVersionQueries>();
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        ModelEndpoints.Map(routes);
        StoreEndpoints.Map(routes);
    }
}
