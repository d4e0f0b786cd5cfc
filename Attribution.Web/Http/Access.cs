using System.Security.Claims;
using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Http;

/// <summary>Roles of a user in a store, each with all that the ones after it may do.</summary>
internal static class Roles
{
    public const string Admin = "admin";
    public const string Analyst = "analyst";
    public const string Viewer = "viewer";

    public static IReadOnlyList<string> All { get; } = [Admin, Analyst, Viewer];

    /// <summary>Whether <paramref name="role"/> may do what <paramref name="needed"/> may.</summary>
    public static bool Covers(string role, string needed) => role switch
    {
        Admin => true,
        Analyst => needed is Analyst or Viewer,
        Viewer => needed == Viewer,
        _ => false,
    };
}

/// <summary>Names of the authorization policies that endpoints and pages ask for.</summary>
internal static class Policies
{
    /// <summary>A key with scope read, or a signed-in user.</summary>
    public const string Read = "read";

    /// <summary>A secret key with scope conversions.</summary>
    public const string Conversions = "conversions";

    /// <summary>A secret key with scope collect.</summary>
    public const string Collect = "collect";

    /// <summary>A key with scope manage. A cookie reads only: writes of the API need a key.</summary>
    public const string Manage = "manage";

    /// <summary>A key with scope manage, or a signed-in user whose role the endpoint checks.</summary>
    public const string ManageOrUser = "manage or user";

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build();
        options.AddPolicy(AdminOfAStore.Policy, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).AddRequirements(new AdminOfAStore()));
        options.AddPolicy(AnalystOfAStore.Policy, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).AddRequirements(new AnalystOfAStore()));
        options.AddPolicy(Read, policy => policy.AddAuthenticationSchemes(Schemes).RequireAssertion(context => HasScope(context.User, KeyDirectory.Read) || IsUser(context.User)));
        options.AddPolicy(Conversions, policy => policy.AddAuthenticationSchemes(Schemes).RequireAssertion(context => HasScope(context.User, KeyDirectory.Conversions)));
        options.AddPolicy(Collect, policy => policy.AddAuthenticationSchemes(Schemes).RequireAssertion(context => HasScope(context.User, KeyDirectory.Collect)));
        options.AddPolicy(
            ManageOrUser, policy => policy.AddAuthenticationSchemes(Schemes).RequireAssertion(context => HasScope(context.User, KeyDirectory.Manage) || IsUser(context.User)));
        options.AddPolicy(Manage, policy => policy.AddAuthenticationSchemes(Schemes).RequireAssertion(context => HasScope(context.User, KeyDirectory.Manage)));
    }

    private static string[] Schemes => [KeyAuthentication.SchemeName, IdentityConstants.ApplicationScheme];

    private static bool HasScope(ClaimsPrincipal user, string scope) => user.HasClaim(KeyAuthentication.ScopeClaim, scope);

    private static bool IsUser(ClaimsPrincipal user) => user.Identities.Any(identity => identity.IsAuthenticated && identity.AuthenticationType == IdentityConstants.ApplicationScheme);
}

/// <summary>A user in a store: what every page and every command checks.</summary>
internal sealed record Membership(StoreSettings Store, string Role)
{
    public bool Can(string role) => Roles.Covers(Role, role);
}

/// <summary>The tenant wall: which store a caller acts in, taken from its key or its membership, never from input alone.</summary>
internal sealed class StoreAccess(Database database, StoreDirectory stores)
{
    /// <summary>The store of an API call; null where the caller may not see the one it names.</summary>
    public async ValueTask<StoreSettings?> StoreOf(HttpContext context, CancellationToken cancellationToken)
    {
        var named = context.Request.Query["store"].ToString();
        if (KeyAuthentication.StoreOf(context.User) is { } id)
        {
            var own = await stores.Find(id, cancellationToken);
            return named.Length == 0 || own?.Key == named ? own : null;
        }

        return (await MembershipOf(context.User, named, cancellationToken))?.Store;
    }

    /// <summary>A user's place in the store named <paramref name="key"/>, or in the last used or first one where it is empty; null for none.</summary>
    public async ValueTask<Membership?> MembershipOf(ClaimsPrincipal user, string key, CancellationToken cancellationToken)
    {
        var memberships = await MembershipsOf(user, cancellationToken);
        if (key.Length > 0)
        {
            return memberships.FirstOrDefault(membership => membership.Store.Key == key);
        }

        var last = memberships.Count > 1 ? await LastStore(user, cancellationToken) : null;
        return memberships.FirstOrDefault(membership => membership.Store.Id.Value == last) ?? (memberships.Count > 0 ? memberships[0] : null);
    }

    /// <summary>Every store of a user, in the order they were made.</summary>
    public async ValueTask<IReadOnlyList<Membership>> MembershipsOf(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId)
        {
            return [];
        }

        await using var db = await database.Read(cancellationToken);
        var rows = await db.Members.Where(member => member.UserId == userId).OrderBy(member => member.StoreId).ToListAsync(cancellationToken);
        var memberships = new List<Membership>(rows.Count);
        foreach (var row in rows)
        {
            if (await stores.Find(new StoreId(row.StoreId), cancellationToken) is { } store)
            {
                memberships.Add(new Membership(store, row.Role));
            }
        }

        return memberships;
    }

    private async Task<int?> LastStore(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var userId = user.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await database.Read(cancellationToken);
        return await db.Users.Where(row => row.Id == userId).Select(row => row.LastStoreId).FirstOrDefaultAsync(cancellationToken);
    }
}
