using System.Globalization;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Tracking;

/// <summary>A key that may send hits, and its store.</summary>
internal sealed record Sender(KeyGrant Key, StoreSettings Store)
{
    public bool IsServer => Key.IsSecret;
}

/// <summary>Who sends hits, and whether they may: key, scope, origin, rate.</summary>
internal sealed class Senders(KeyDirectory keys, StoreDirectory stores, Origins origins, RateLimits limits)
{
    /// <summary>The sender of a key; null for a key that is unknown or revoked.</summary>
    public async ValueTask<Sender?> Find(string key, CancellationToken cancellationToken) =>
        await keys.Find(key, cancellationToken) is { } grant && await stores.Find(grant.Store, cancellationToken) is { } store ? new Sender(grant, store) : null;

    /// <summary>The sender that a body names as <c>key</c>.</summary>
    public ValueTask<Sender?> FindIn(JsonElement body, CancellationToken cancellationToken) =>
        HitText.Find(body, "key") is { ValueKind: JsonValueKind.String } key && HitText.Read(key, strict: true) is { } text
            ? Find(text, cancellationToken)
            : ValueTask.FromResult<Sender?>(null);

    /// <summary>Why this sender is refused; null where it is not.</summary>
    public IResult? Refusal(HttpContext context, Sender sender)
    {
        // The store of a key is implied; a key that names another finds nothing there.
        if (context.Request.Query["store"].ToString() is { Length: > 0 } named && named != sender.Store.Key)
        {
            return Problem.NotFound();
        }

        if (!sender.Key.Scopes.Contains(KeyDirectory.Collect))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "This key may not do that", "Use a key with the scope collect.");
        }

        return sender.IsServer || origins.IsOwn(context, sender.Store) ? null : Origins.Refusal();
    }

    /// <summary>When to come back; null where the hits are taken now.</summary>
    public IResult? Limit(HttpContext context, Sender sender, int hits) => limits.Take(context, sender.Key, hits) is { } wait
        ? Later(context, StatusCodes.Status429TooManyRequests, wait, "too-many", "Too many hits", "Send these again later; Retry-After says when.")
        : null;

    public static IResult Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(
            StatusCodes.Status401Unauthorized, "unauthorized", "The key is unknown", "Send a public key as `key`, or a secret one as 'Authorization: Bearer …'. A key that was revoked has to be replaced.");
    }

    public static IResult Later(HttpContext context, int status, TimeSpan wait, string type, string title, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(status, type, title, detail);
    }
}
