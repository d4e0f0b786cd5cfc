using System.Globalization;
using Attribution.Web.Components.Layout;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Attribution.Web.Components;

/// <summary>The pages' frame: Razor components on the server, under a policy that allows nothing from elsewhere.</summary>
internal static class ComponentsSetup
{
    // Style attributes are needed (widths of bars, the tooltips of charts); style elements and inline scripts are not.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    internal static IHostApplicationBuilder AddComponents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorization();
        builder.Services.AddScoped<PageAccess>();
        builder.Services.AddScoped<Toasts>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddScoped<IFrameReader, StoreFrameReader>();
        builder.Services.Configure<RequestLocalizationOptions>(Localize);
        return builder;
    }

    /// <summary>Headers and culture of every answer: before authentication and the endpoints.</summary>
    internal static IApplicationBuilder UseComponents(this IApplicationBuilder app) => app
        .Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return next(context);
        })
        .UseRequestLocalization();

    internal static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return routes;
    }

    // Figures follow the browser's language, words are English.
    private static void Localize(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture("en-GB", "en");
        options.SupportedCultures = CultureInfo.GetCultures(CultureTypes.SpecificCultures | CultureTypes.NeutralCultures);
        options.SupportedUICultures = [CultureInfo.GetCultureInfo("en")];
        options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
    }
}
