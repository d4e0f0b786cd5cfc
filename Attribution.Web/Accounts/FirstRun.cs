using System.Net;
using System.Security.Cryptography;
using System.Text;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Accounts;

/// <summary>
/// The time before anyone has an account. Whoever can read the console of the server may make the first one: a code is printed there,
/// kept in memory alone, and ends with its first use. There is no default account.
/// </summary>
internal sealed class FirstRun(Database database, StoreDirectory stores, SignInThrottle throttle)
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private volatile bool over;

    /// <summary>The code, such as <c>7K2Q-M4XD</c>; null once it was used or where none is needed.</summary>
    public string? Code { get; private set; }

    /// <summary>Whether nobody has an account yet.</summary>
    public async ValueTask<bool> IsOpen(CancellationToken cancellationToken)
    {
        if (over)
        {
            return false;
        }

        await using var db = await database.Read(cancellationToken);
        over = await db.Users.AnyAsync(cancellationToken);
        return !over;
    }

    /// <summary>Makes the code if nobody has an account.</summary>
    public async Task Prepare(CancellationToken cancellationToken)
    {
        if (await IsOpen(cancellationToken))
        {
            Code = $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
        }
    }

    /// <summary>Makes the first account, an admin of all there is. Null where someone has one already.</summary>
    public async Task<Outcome<AppUser>?> CreateAdmin(string code, NewUser admin, IPasswordHasher<AppUser> hasher, IPAddress? address, CancellationToken cancellationToken)
    {
        if (!await IsOpen(cancellationToken))
        {
            return null;
        }

        if (throttle.Take(address, "setup code") is { } wait)
        {
            return Outcome<AppUser>.Refuse("Code", $"Too many tries. Wait {Math.Ceiling(wait.TotalMinutes):0} min, or start the server again for another code.");
        }

        var faults = new FieldFaults()
            .Add("Code", IsCode(code) ? null : "This is not the code on the server's console. It has 8 letters and digits, such as 7K2Q-M4XD.")
            .Add("Email", NewUser.EmailFault(admin.Email))
            .Add("Password", NewUser.PasswordFault(admin.Password, admin.Email));
        if (faults.Any)
        {
            if (IsCode(code))
            {
                throttle.Succeeded(address, "setup code");
            }

            return Outcome<AppUser>.Refuse(faults.All);
        }

        return await Create(admin.Row(hasher), cancellationToken);
    }

    /// <summary>Adds the first account in the transaction that finds there is none.</summary>
    private async Task<Outcome<AppUser>?> Create(AppUser user, CancellationToken cancellationToken)
    {
        var made = await database.Write(
            async db =>
            {
                if (await db.Users.AnyAsync(cancellationToken))
                {
                    return false;
                }

                db.Users.Add(user);
                db.Members.AddRange((await stores.All(cancellationToken)).Select(store => new StoreMemberRow { StoreId = store.Id.Value, UserId = user.Id, Role = Roles.Admin }));
                return true;
            },
            cancellationToken);
        (over, Code) = (true, null);
        return made ? Outcome<AppUser>.Done(user) : null;
    }

    private bool IsCode(string given)
    {
        var typed = new string([.. given.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        return Code is { } code && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(typed), Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal)));
    }
}
