using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Storage;

/// <summary>Marks a password that someone else chose: it opens the door once, to the page that sets one's own, and not for ever.</summary>
internal static class OneTimePassword
{
    public const string ClaimType = "one_time_password";

    /// <summary>How long it opens the door.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static IdentityUserClaim<string> ClaimRow(string userId, DateTimeOffset now) =>
        new() { UserId = userId, ClaimType = ClaimType, ClaimValue = (now + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    /// <summary>Whether a claim's time has come.</summary>
    public static bool IsOver(string claimValue, DateTimeOffset now) => long.Parse(claimValue, CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds();
}
