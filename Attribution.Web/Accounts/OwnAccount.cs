using System.Security.Claims;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Accounts;

/// <summary>What a user does to their own account. Each change ends every other session within a minute and renews this one.</summary>
internal sealed class OwnAccount(UserManager<AppUser> users, SignInManager<AppUser> signIn, DemoMode demo)
{
    public async Task<Outcome<Nothing>> ChangePassword(ClaimsPrincipal who, string current, string next)
    {
        if (demo.IsOn)
        {
            return Outcome<Nothing>.Refuse("", DemoMode.ReadOnly);
        }

        if (await users.GetUserAsync(who) is not { } user)
        {
            return Outcome<Nothing>.Forbidden;
        }

        if (!await users.CheckPasswordAsync(user, current))
        {
            return Outcome<Nothing>.Refuse("Current", "This is not your present password.");
        }

        if ((NewUser.PasswordFault(next, user.Email ?? "") ?? (next == current ? "This is the present password. Choose another one." : null)) is { } fault)
        {
            return Outcome<Nothing>.Refuse("Next", fault);
        }

        var changed = await users.ChangePasswordAsync(user, current, next);
        if (!changed.Succeeded)
        {
            return Outcome<Nothing>.Refuse("Next", string.Join(' ', changed.Errors.Select(error => error.Description)));
        }

        await users.RemoveClaimsAsync(user, (await users.GetClaimsAsync(user)).Where(claim => claim.Type == OneTimePassword.ClaimType));
        await signIn.RefreshSignInAsync(user);
        return Outcome<Nothing>.Done(default);
    }

    /// <summary>Ends every session but this one.</summary>
    public async Task<Outcome<Nothing>> SignOutElsewhere(ClaimsPrincipal who)
    {
        if (demo.IsOn)
        {
            return Outcome<Nothing>.Refuse("", DemoMode.ReadOnly);
        }

        if (await users.GetUserAsync(who) is not { } user)
        {
            return Outcome<Nothing>.Forbidden;
        }

        await users.UpdateSecurityStampAsync(user);
        await signIn.RefreshSignInAsync(user);
        return Outcome<Nothing>.Done(default);
    }
}
