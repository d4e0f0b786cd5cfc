using Attribution.Web.Admin.Keys;
using Attribution.Web.Admin.Models;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Admin.Users;

namespace Attribution.Web.Admin;

internal static class AdminSetup
{
    public static void AddAdmin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoreCommands>();
        builder.Services.AddSingleton<KeyCommands>();
        builder.Services.AddSingleton<ModelCommands>();
        builder.Services.AddScoped<UserCommands>();
        builder.Services.AddSingleton<SettingsQueries>();
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
    }
}
