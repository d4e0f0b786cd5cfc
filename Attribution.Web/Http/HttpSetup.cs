using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

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
        builder.Services.AddSingleton<IAuthorizationHandler, AnalystOfAStoreHandler>();
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
        builder.Services.AddOptions<SecretKeyOptions>().BindConfiguration(SecretKeyOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SecretKeyOptions>, SecretKeyOptionsValidator>();
        builder.Services.AddSingleton<SecretKeyLimit>();
        builder.Services.AddSingleton<ApiTimes>();
        builder.AddHealth();
        builder.AddReference();
    }

    /// <summary>Measures the API's calls: around all that answers them.</summary>
    public static void UseApiTimes(this WebApplication app) =>
        app.Use(next => context => context.RequestServices.GetRequiredService<ApiTimes>().Measure(context, next));

    /// <summary>Sends secret keys away that ask too much, on every path.</summary>
    public static void UseSecretKeyLimit(this WebApplication app) =>
        app.Use(next => context => context.RequestServices.GetRequiredService<SecretKeyLimit>().Admit(context, next));

    /// <summary>Whether the server runs, and what its API is.</summary>
    public static void MapHttp(this WebApplication app)
    {
        app.MapHealth();
        app.MapReference();
        NoSuchEndpoint.Map(app);
    }
}
