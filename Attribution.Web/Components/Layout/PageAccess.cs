using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Components.Layout;

/// <summary>Which entries a user sees: an entry appears with its page, and is absent for a role that may not open it.</summary>
internal sealed class PageAccess(IAuthorizationService authorization, IAuthorizationPolicyProvider policies)
{
    private static readonly ILookup<string, Type> Pages = typeof(App).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(), (type, route) => (type, route.Template))
        .ToLookup(page => page.Template, page => page.type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is such a page: a link appears with it.</summary>
    internal static bool Exists(string route) => Pages.Contains(route);

    internal async Task<IReadOnlyList<NavItem>> Open(ClaimsPrincipal user, IReadOnlyList<NavItem> items)
    {
        var open = new List<NavItem>();
        foreach (var item in items)
        {
            if (Pages[item.Route].FirstOrDefault() is { } page && await MayOpen(user, page))
            {
                open.Add(item);
            }
        }

        return open;
    }

    private async Task<bool> MayOpen(ClaimsPrincipal user, Type page)
    {
        var policy = await AuthorizationPolicy.CombineAsync(policies, page.GetCustomAttributes<AuthorizeAttribute>(inherit: true));
        return policy is null || (await authorization.AuthorizeAsync(user, null, policy)).Succeeded;
    }
}
