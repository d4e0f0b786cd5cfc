using System.Security.Cryptography;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Accounts;

/// <summary>The analyst of the sample data, whom the login page lets in with one click.</summary>
internal static class DemoAccount
{
    public const string Email = "demo@attribution.example";

    /// <summary>Makes the analyst, and a member of the store. Nobody knows the password. Safe to repeat.</summary>
    public static Task Ensure(IServiceProvider services, StoreId store, CancellationToken cancellationToken) =>
        services.GetRequiredService<Database>().Write(
            async db =>
            {
                var normal = NewUser.Normalize(Email);
                var user = await db.Users.FirstOrDefaultAsync(user => user.NormalizedEmail == normal, cancellationToken);
                if (user is null)
                {
                    user = new NewUser(Email, RandomNumberGenerator.GetHexString(40)).Row(new PasswordHasher<AppUser>());
                    db.Users.Add(user);
                }

                if (!await db.Members.AnyAsync(member => member.StoreId == store.Value && member.UserId == user.Id, cancellationToken))
                {
                    db.Members.Add(new StoreMemberRow { StoreId = store.Value, UserId = user.Id, Role = Roles.Analyst });
                }
            },
            cancellationToken);
}
