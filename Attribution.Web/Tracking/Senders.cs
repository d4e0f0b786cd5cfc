using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Tracking;

/// <summary>A key that may send hits, and its store.</summary>
internal sealed record Sender(KeyGrant Key, StoreSettings Store)
{
    public bool IsServer => Key.IsSecret;
}

/// <summary>Who sends hits, and whether they may: key, scope, origin, rate.</summary>
internal sealed class Senders(KeyDirectory keys, StoreDirectory stores, Origins origins, RateLimits limits, SeenHits seen)
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
            seen.Refused(sender.Store, IngestHealth.WrongScopeCount, new Refusal { IsServer = sender.IsServer });
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "This key may not do that", "Use a key with the scope collect.");
        }

        return sender.IsServer || origins.IsOwn(context, sender.Store) ? null : Origins.Foreign();
    }

    /// <summary>Notes that a body was refused, for its sender or, where that is not known yet, for the store whose page it came from.</summary>
    public async ValueTask NoteBody(HttpContext context, Sender? sender, IResult refusal) => seen.Refused(
        sender?.Store ?? await origins.StoreOf(context),
        refusal is IStatusCodeHttpResult { StatusCode: StatusCodes.Status413PayloadTooLarge } ? IngestHealth.TooLargeCount : IngestHealth.InvalidCount,
        new Refusal { Url = Origins.NameOf(context), IsServer = sender is { IsServer: true } });

    /// <summary>When to come back; null where the hits are taken now.</summary>
    public IResult? Limit(HttpContext context, Sender sender, int hits)
    {
        if (limits.Take(context, sender.Key, hits) is not { } wait)
        {
            return null;
        }

        seen.Refused(sender.Store, IngestHealth.RateLimitCount, new Refusal { Hits = hits, Url = Origins.NameOf(context), IsServer = sender.IsServer });
        return Later(context, StatusCodes.Status429TooManyRequests, wait, "too-many", "Too many hits", "Send these again later; Retry-After says when.");
    }

    /// <summary>Whether the address is that of a proxy nobody named, and so everybody's.</summary>
    public bool IsBehindUnknownProxy(HttpRequest request) => limits.IsBehindUnknownProxy(request);

    /// <summary>Notes the items that were not understood, whose neighbours were.</summary>
    public void NoteFaults(Sender sender, Hit?[] read, HitFaults[] faults)
    {
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i] is null)
            {
                seen.Refused(sender.Store, IngestHealth.InvalidCount, new Refusal { Detail = faults[i].First, IsServer = sender.IsServer });
            }
        }
    }

    /// <summary>Sends hits away that can't be stored now.</summary>
    public IResult Busy(HttpContext context, Sender sender, int hits)
    {
        seen.Refused(sender.Store, IngestHealth.BusyCount, new Refusal { Hits = hits, Url = Origins.NameOf(context), IsServer = sender.IsServer });
        return Later(
            context, StatusCodes.Status503ServiceUnavailable, IngestBusyException.RetryAfter, "busy", "Nothing can be stored now", "Nothing of this was taken. Send it again; Retry-After says when.");
    }

    /// <summary>Refuses a key nobody knows. Whose page sent it, the origin may tell: a revoked key in a shop's snippet is seen there.</summary>
    public async ValueTask<IResult> Unknown(HttpContext context)
    {
        seen.Refused(await origins.StoreOf(context), IngestHealth.UnknownKeyCount, new Refusal { Url = Origins.NameOf(context) });
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(
            StatusCodes.Status401Unauthorized, "unauthorized", "The key is unknown", "Send a public key as `key`, or a secret one as 'Authorization: Bearer …'. A key that was revoked has to be replaced.");
    }

    public static IResult Later(HttpContext context, int status, TimeSpan wait, string type, string title, string detail)
    {
        SecretKeyLimit.SayWhen(context, wait);
        return Problem.Of(status, type, title, detail);
    }
}
