using Attribution.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Attribution.Web.Accounts;

/// <summary>What a caller without a cookie, or without the right, is answered: a page leads to the login, the API says so in JSON.</summary>
internal static class SignInAnswers
{
    /// <summary>Whether a script asks and not a person's browser: it can do nothing with a page, so it is not led to one. The circuit's own requests are scripts'.</summary>
    public static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    public static async Task Challenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Where keys are taken too, the key's scheme may have answered.
        if (context.Response.HasStarted)
        {
            return;
        }

        // Where there is no page there is nothing to log in for.
        if (context.HttpContext.GetEndpoint() is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (IsApi(context.Request))
        {
            await Problem.Write(
                context.HttpContext, StatusCodes.Status401Unauthorized, "unauthorized", "Who is asking?", "Send a key as 'Authorization: Bearer …', or sign in.");
            return;
        }

        var first = context.HttpContext.RequestServices.GetRequiredService<FirstRun>();
        context.Response.Redirect(await first.IsOpen(context.HttpContext.RequestAborted) ? AccountEndpoints.Setup : context.RedirectUri);
    }

    public static async Task Deny(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        if (IsApi(context.Request))
        {
            await Problem.Write(context.HttpContext, StatusCodes.Status403Forbidden, "forbidden", "This caller may not do that", "Ask an admin of the store for the role.");
            return;
        }

        context.Response.Redirect(AccountEndpoints.Denied);
    }
}
