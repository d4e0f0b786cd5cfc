using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Accounts;

/// <summary>What forms of every page post to, such as the rail's "Log out".</summary>
internal static class AccountEndpoints
{
    public const string Login = "/account/login";
    public const string Logout = "/account/logout";
    public const string Password = "/account/password";
    public const string Profile = "/account/profile";
    public const string Denied = "/account/denied";
    public const string Demo = "/account/demo";
    public const string Setup = "/setup";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Before the page of the same address, which answers GET.
        routes.MapPost(Logout, LogOut).AllowAnonymous().WithOrder(-1).ExcludeFromDescription();
        routes.MapPost(Demo, LookAround).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> LogOut(HttpContext context, IAntiforgery antiforgery, SignInManager<AppUser> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Foreign();
        }

        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("~" + Login);
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> LookAround(
        HttpContext context, IAntiforgery antiforgery, DemoMode demo, UserManager<AppUser> users, SignInManager<AppUser> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Foreign();
        }

        if (!demo.IsOn || await users.FindByEmailAsync(DemoAccount.Email) is not { } analyst)
        {
            return Problem.NotFound();
        }

        await signIn.SignInAsync(analyst, isPersistent: false);
        return TypedResults.LocalRedirect("~/");
    }

    private static ProblemHttpResult Foreign() =>
        Problem.Of(StatusCodes.Status400BadRequest, "foreign-form", "The form did not come from this site", "Open the page again and send its own form.");
}
