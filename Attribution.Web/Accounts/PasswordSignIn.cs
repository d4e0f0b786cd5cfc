using System.Net;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Accounts;

/// <summary>What came of a try to sign in.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>The cookie is set.</summary>
    internal sealed record In(bool MustChoosePassword) : SignInOutcome;

    /// <summary>Address or password was wrong; which of them is not told.</summary>
    internal sealed record Wrong : SignInOutcome;

    internal sealed record TooMany(TimeSpan Wait) : SignInOutcome;
}

/// <summary>Signs in by e-mail address and password. An unknown address costs as much time, and earns the same words, as a wrong password.</summary>
internal sealed class PasswordSignIn(UserManager<AppUser> users, SignInManager<AppUser> signIn, IPasswordHasher<AppUser> hasher, SignInThrottle throttle, TimeProvider clock)
{
    private static readonly AppUser Nobody = new();

    // Any hash of the same cost will do: nothing matches it.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<AppUser>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    public async Task<SignInOutcome> Try(string email, string password, bool remember, IPAddress? address)
    {
        if (throttle.Take(address, email) is { } wait)
        {
            return new SignInOutcome.TooMany(wait);
        }

        var user = email.Length is > 0 and <= 254 ? await users.FindByEmailAsync(email.Trim()) : null;
        if (!await IsRight(user, password))
        {
            return new SignInOutcome.Wrong();
        }

        var oneTime = (await users.GetClaimsAsync(user!)).FirstOrDefault(claim => claim.Type == OneTimePassword.ClaimType);
        if (oneTime is not null && OneTimePassword.IsOver(oneTime.Value, clock.GetUtcNow()))
        {
            return new SignInOutcome.Wrong();
        }

        throttle.Succeeded(address, email);
        await signIn.SignInAsync(user!, remember);
        return new SignInOutcome.In(oneTime is not null);
    }

    private async Task<bool> IsRight(AppUser? user, string password)
    {
        if (user?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            return false;
        }

        return await users.CheckPasswordAsync(user, password);
    }
}
