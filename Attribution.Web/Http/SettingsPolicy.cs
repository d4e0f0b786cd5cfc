using System.Security.Claims;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Http;

/// <summary>Asks for an admin of any store: which entries of the rail a user sees. What happens in a store is checked by each command.</summary>
internal sealed class AdminOfAStore : IAuthorizationRequirement
{
    public const string Policy = "admin of a store";
}

/// <summary>Asks for an analyst of any store, or more. A page checks the role in its own store itself.</summary>
internal sealed class AnalystOfAStore : IAuthorizationRequirement
{
    public const string Policy = "analyst of a store";
}

internal sealed class AnalystOfAStoreHandler(Database database) : AuthorizationHandler<AnalystOfAStore>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AnalystOfAStore requirement)
    {
        var user = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await database.Read(CancellationToken.None);
        if (user is not null && await db.Members.AnyAsync(member => member.UserId == user && (member.Role == Roles.Admin || member.Role == Roles.Analyst)))
        {
            context.Succeed(requirement);
        }
    }
}

internal sealed class AdminOfAStoreHandler(Database database) : AuthorizationHandler<AdminOfAStore>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminOfAStore requirement)
    {
        var user = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await database.Read(CancellationToken.None);
        if (user is not null && await db.Members.AnyAsync(member => member.UserId == user && member.Role == Roles.Admin))
        {
            context.Succeed(requirement);
        }
    }
}
