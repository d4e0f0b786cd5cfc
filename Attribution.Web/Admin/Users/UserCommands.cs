using System.Security.Cryptography;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Users;

/// <summary>A user let into a store. The password is null for one who has an account already; else it is shown now or never.</summary>
internal sealed record Invited(string Email, string? OneTimePassword);

/// <summary>What an admin does to the users of a store. A store always keeps an admin.</summary>
internal sealed class UserCommands(CommandDoor commands, IPasswordHasher<AppUser> hasher)
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public Task<Outcome<Invited>> Invite(StoreUser caller, string email, string role, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            act =>
            {
                var faults = new FieldFaults().Add("Email", NewUser.EmailFault(email)).Add("Role", RoleFault(role));
                return faults.Any ? Task.FromResult(Outcome<Invited>.Refuse(faults.All)) : InviteIn(act, email.Trim(), role);
            },
            cancellationToken);

    public Task<Outcome<Nothing>> ChangeRole(StoreUser caller, string userId, string role, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (RoleFault(role) is { } fault)
                {
                    return Outcome<Nothing>.Refuse("Role", fault);
                }

                if (await Find(act, userId) is not { } member)
                {
                    return NoSuchUser;
                }

                if (role != Roles.Admin && await IsLastAdmin(act, member))
                {
                    return Outcome<Nothing>.Refuse("", "This is the store's last admin. Make someone else an admin first.");
                }

                await act.Audit("user.role", $"{userId} {member.Role}", $"{userId} {role}");
                member.Role = role;
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken);

    /// <summary>Takes a user out of the store; the account goes with the last store it could open.</summary>
    public Task<Outcome<Nothing>> Remove(StoreUser caller, string userId, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await Find(act, userId) is not { } member)
                {
                    return NoSuchUser;
                }

                if (await IsLastAdmin(act, member))
                {
                    return Outcome<Nothing>.Refuse("", "This is the store's last admin. Make someone else an admin first.");
                }

                await act.Audit("user.removed", $"{userId} {member.Role}", "");
                await RemoveIn(act, member);
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken);

    /// <summary>Puts a one-time password in place of a forgotten one. Only where every store of the user is one of the caller's: else an admin of one store could get into another.</summary>
    public Task<Outcome<Invited>> ResetPassword(StoreUser caller, string userId, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await Find(act, userId) is null)
                {
                    return Outcome<Invited>.Refuse("", "That user is no member of this store any more.");
                }

                var own = act.Db.Members.Where(mine => mine.UserId == act.UserId && mine.Role == Roles.Admin).Select(mine => mine.StoreId);
                return await act.Db.Members.AnyAsync(member => member.UserId == userId && !own.Contains(member.StoreId))
                    ? Outcome<Invited>.Refuse("", "This user also opens a store that is not yours. Ask an admin of that store, or let them change the password themselves.")
                    : await ResetIn(act, userId);
            },
            cancellationToken);

    private static Outcome<Nothing> NoSuchUser => Outcome<Nothing>.Refuse("", "That user is no member of this store any more.");

    private async Task<Outcome<Invited>> InviteIn(Act act, string email, string role)
    {
        var normal = NewUser.Normalize(email);
        var known = await act.Db.Users.FirstOrDefaultAsync(user => user.NormalizedEmail == normal);
        if (known is not null && await Find(act, known.Id) is not null)
        {
            return Outcome<Invited>.Refuse("Email", $"{email} is a member already. Change the role in the list.");
        }

        var password = known is null ? NewPassword() : null;
        var user = known ?? new NewUser(email, password!).Row(hasher);
        if (known is null)
        {
            act.Db.Users.Add(user);
            act.Db.UserClaims.Add(OneTimePassword.ClaimRow(user.Id, act.Now));
        }

        act.Db.Members.Add(new StoreMemberRow { StoreId = act.Store.Value, UserId = user.Id, Role = role });
        await act.Audit("user.invited", "", $"{user.Id} {role}");
        return Outcome<Invited>.Done(new Invited(email, password));
    }

    // The stamp ends every session; the hash, every use of the old password.
    private async Task<Outcome<Invited>> ResetIn(Act act, string userId)
    {
        var password = NewPassword();
        var user = await act.Db.Users.AsTracking().SingleAsync(row => row.Id == userId);
        user.PasswordHash = hasher.HashPassword(user, password);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        await act.Db.UserClaims.Where(claim => claim.UserId == userId && claim.ClaimType == OneTimePassword.ClaimType).ExecuteDeleteAsync();
        act.Db.UserClaims.Add(OneTimePassword.ClaimRow(userId, act.Now));
        await act.Audit("user.password", "", userId);
        return Outcome<Invited>.Done(new Invited(user.Email!, password));
    }

    private static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    private static async Task RemoveIn(Act act, StoreMemberRow member)
    {
        act.Db.Members.Remove(member);
        await act.Db.SaveChangesAsync();
        if (!await act.Db.Members.AnyAsync(other => other.UserId == member.UserId))
        {
            await act.Db.Users.Where(user => user.Id == member.UserId).ExecuteDeleteAsync();
        }
    }

    private static Task<StoreMemberRow?> Find(Act act, string userId) =>
        act.Db.Members.AsTracking().FirstOrDefaultAsync(member => member.StoreId == act.Store.Value && member.UserId == userId);

    private static async Task<bool> IsLastAdmin(Act act, StoreMemberRow member) =>
        member.Role == Roles.Admin
        && !await act.Db.Members.AnyAsync(other => other.StoreId == act.Store.Value && other.Role == Roles.Admin && other.UserId != member.UserId);

    private static string? RoleFault(string role) => Roles.All.Contains(role) ? null : "Choose admin, analyst or viewer.";
}
