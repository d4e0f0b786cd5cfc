using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Accounts;

internal static class AccountsSetup
{
    public static void AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = IdentityConstants.ApplicationScheme;
            options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
        }).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/account/login";
            options.Events.OnRedirectToLogin = context =>
            {
                if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                {
                    context.Response.Redirect(context.RedirectUri);
                    return Task.CompletedTask;
                }

                return Problem.Write(context.HttpContext, StatusCodes.Status401Unauthorized, "unauthorized", "Who is asking?", "Send a key as 'Authorization: Bearer …', or sign in.");
            };
        });
        builder.Services.AddIdentityCore<AppUser>(StorageSetup.ConfigureIdentity)
            .AddEntityFrameworkStores<AttributionDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
    }
}
