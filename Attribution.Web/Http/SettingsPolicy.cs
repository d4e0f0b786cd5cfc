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
