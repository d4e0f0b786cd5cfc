using System.Security.Claims;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Http;

/// <summary>The store a page shows, for the user who looks: the one its address names, or the last used.</summary>
internal sealed class CurrentStore(AuthenticationStateProvider authentication, StoreAccess access, Database database)
{
    /// <summary>The signed-in user; the membership of a store is looked up anew at every call, as roles change while a page is open.</summary>
    public async Task<ClaimsPrincipal> User() => (await authentication.GetAuthenticationStateAsync()).User;

    /// <summary>
    /// The user's place in the store with key <paramref name="store"/>, or in the last used one where that is empty. Null where there is
    /// no such store or it is not theirs: a page answers both with 404.
    /// </summary>
    public async Task<Membership?> Find(string? store, CancellationToken cancellationToken)
    {
        var user = await User();
        var membership = await access.MembershipOf(user, store ?? "", cancellationToken);
        if (membership is not null && !string.IsNullOrEmpty(store))
        {
            await Remember(user, membership.Store, cancellationToken);
        }

        return membership;
    }

    /// <summary>Every store of the user: what the switcher lists.</summary>
    public async Task<IReadOnlyList<Membership>> All(CancellationToken cancellationToken) => await access.MembershipsOf(await User(), cancellationToken);

    // The store named last is where an address without one leads.
    private async Task Remember(ClaimsPrincipal user, StoreSettings store, CancellationToken cancellationToken)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await database.Read(cancellationToken);
        if (await db.Users.AnyAsync(row => row.Id == id && row.LastStoreId != store.Id.Value, cancellationToken)
            || await db.Users.AnyAsync(row => row.Id == id && row.LastStoreId == null, cancellationToken))
        {
            await database.Write(
                write => write.Users.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(r => r.LastStoreId, store.Id.Value), cancellationToken), cancellationToken);
        }
    }
}
