using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Http;

/// <summary>Signs a request in by <c>Authorization: Bearer</c> key. The principal holds the store and the scopes, and nothing of the key.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Key";
    public const string StoreClaim = "store";
    public const string ScopeClaim = "scope";
    public const string SecretClaim = "secret";
    public const string KeyIdClaim = "key";

    /// <summary>The bearer token of a request; null where there is none.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    public static ClaimsPrincipal PrincipalOf(KeyGrant grant)
    {
        var claims = grant.Scopes.Select(scope => new Claim(ScopeClaim, scope))
            .Append(new Claim(StoreClaim, grant.Store.Value.ToString(CultureInfo.InvariantCulture)))
            .Append(new Claim(KeyIdClaim, grant.KeyId.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(grant.IsSecret ? claims.Append(new Claim(SecretClaim, "1")) : claims, SchemeName));
    }

    public static StoreId? StoreOf(ClaimsPrincipal user) =>
        user.FindFirstValue(StoreClaim) is { } value ? new StoreId(int.Parse(value, CultureInfo.InvariantCulture)) : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        return await keys.Find(token, Context.RequestAborted) is { } grant
            ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(grant), SchemeName))
            : AuthenticateResult.Fail("The key is unknown or revoked.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Write(
            Context, StatusCodes.Status401Unauthorized, "unauthorized", "Who is asking?", "Send a key as 'Authorization: Bearer …', or sign in. A key that was revoked has to be replaced.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Write(Context, StatusCodes.Status403Forbidden, "forbidden", "This caller may not do that", "Use a key whose scopes cover this call, or ask an admin for the role.");
}
