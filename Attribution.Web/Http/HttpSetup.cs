using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Attribution.Web.Http;

internal static class HttpSetup
{
    /// <summary>What every endpoint shares: JSON, keys, policies, the tenant wall.</summary>
    public static void AddHttp(this IHostApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.AddSingleton<IAuthorizationHandler, AdminOfAStoreHandler>();
        builder.Services.AddSingleton<StoreAccess>();
        builder.Services.AddSingleton<DemoMode>();
        builder.Services.AddSingleton<Site>();
        builder.Services.AddSingleton<CommandDoor>();
        builder.Services.AddScoped<CurrentStore>();
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = OwnCookies.Antiforgery;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;

            // The answer to framing is the policy of every page.
            options.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddSingleton<KeptAnswers>();
        builder.AddHealth();
        builder.AddReference();
    }

    /// <summary>Whether the server runs, and what its API is.</summary>
    public static void MapHttp(this WebApplication app)
    {
        app.MapHealth();
        app.MapReference();
        NoSuchEndpoint.Map(app);
    }
}
