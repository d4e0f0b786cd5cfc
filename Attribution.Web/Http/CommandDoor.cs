using System.Security.Claims;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Http;

/// <summary>Who acts, and in which store. Neither is believed: every command looks the role up itself.</summary>
internal sealed record StoreUser(ClaimsPrincipal User, StoreId Store)
{
    public string? UserId => User.FindFirstValue(ClaimTypes.NameIdentifier);
}

/// <summary>A command that was let in, inside its transaction.</summary>
internal sealed record Act(AttributionDb Db, StoreId Store, string UserId, DateTimeOffset Now)
{
    /// <summary>The store's row, tracked.</summary>
    public Task<StoreRow> StoreRow() => Db.Stores.AsTracking().SingleAsync(store => store.StoreId == Store.Value);

    /// <summary>Writes down what changed, in the same transaction.</summary>
    public Task Audit(string what, string before, string after) => AuditLog.Append(Db, Store, UserId, what, before, after, Now, CancellationToken.None);
}

/// <summary>
/// The one way from a page to a change of a store: looks up the caller's role in the transaction of the change, so that a page that
/// hides a button is a courtesy and not a wall.
/// </summary>
internal sealed class CommandDoor(Database database, DemoMode demo, TimeProvider clock)
{
    /// <summary>Runs <paramref name="work"/> if the caller has <paramref name="needed"/> in the store. Work must refuse before it changes anything.</summary>
    public async Task<Outcome<T>> Run<T>(StoreUser caller, string needed, Func<Act, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Write(caller, needed, work, cancellationToken);
        }
        catch (Exception fault) when (StorageFault.Why(fault) is { } why)
        {
            return Outcome<T>.Refuse("", $"Nothing was changed. {why} Try again in a moment; if it stays so, tell who runs this server.");
        }
    }

    private Task<Outcome<T>> Write<T>(StoreUser caller, string needed, Func<Act, Task<Outcome<T>>> work, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                if (caller.UserId is not { } user || await RoleOf(db, caller.Store, user) is not { } role || !Roles.Covers(role, needed))
                {
                    return Outcome<T>.Forbidden;
                }

                return demo.IsOn ? Outcome<T>.Refuse("", DemoMode.ReadOnly) : await work(new Act(db, caller.Store, user, clock.GetUtcNow()));
            },
            cancellationToken);

    /// <summary>Reads what only <paramref name="needed"/> may see; sample data may be looked at.</summary>
    public async Task<Outcome<T>> Look<T>(StoreUser caller, string needed, Func<AttributionDb, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return caller.UserId is { } user && await RoleOf(db, caller.Store, user) is { } role && Roles.Covers(role, needed)
            ? await work(db)
            : Outcome<T>.Forbidden;
    }

    private static Task<string?> RoleOf(AttributionDb db, StoreId store, string user) =>
        db.Members.Where(member => member.StoreId == store.Value && member.UserId == user).Select(member => member.Role).FirstOrDefaultAsync();
}
