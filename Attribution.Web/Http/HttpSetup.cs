using Microsoft.AspNetCore.Authentication;

namespace Attribution.Web.Http;

internal static class HttpSetup
{
    /// <summary>What every endpoint shares: JSON, keys, policies, the tenant wall.</summary>
    public static void AddHttp(this IHostApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.AddSingleton<StoreAccess>();
        builder.Services.AddSingleton<KeptAnswers>();
        builder.AddHealth();
        builder.AddReference();
    }

    /// <summary>Whether the server runs, and what its API is.</summary>
    public static void MapHttp(this WebApplication app)
    {
        app.MapHealth();
        app.MapReference();
    }
}
