using System.Security.Claims;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Accounts;

/// <summary>An open page lives longer than a request: each minute it is asked whether its user may still be here.</summary>
internal sealed class CircuitIdentity(ILoggerFactory loggers, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    protected override TimeSpan RevalidationInterval => Interval;

    /// <summary>Whether the user still exists and nothing of weight changed: password, sign-out everywhere, removal.</summary>
    public async Task<bool> IsStillValid(ClaimsPrincipal user)
    {
        // A scope of its own: the circuit's would answer from what it once read.
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>().ValidateSecurityStampAsync(user) is not null;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        IsStillValid(authenticationState.User);
}
