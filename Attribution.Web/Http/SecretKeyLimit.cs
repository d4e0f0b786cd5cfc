using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Http;

/// <summary>How much a store's servers may ask.</summary>
internal sealed class SecretKeyOptions
{
    public const string Section = "Tracking:Limits";

    /// <summary>Requests a second of one secret key; a batch is one.</summary>
    [Range(1, 1_000_000)]
    public int SecretRequestsPerSecond { get; set; } = 2_000;
}

[OptionsValidator]
internal sealed partial class SecretKeyOptionsValidator : IValidateOptions<SecretKeyOptions>;

/// <summary>How much one secret key may ask, whatever it asks for: every request that carries one passes here once.</summary>
internal sealed class SecretKeyLimit(IOptions<SecretKeyOptions> options, KeyDirectory keys, StoreDirectory stores, SeenHits seen, TimeProvider clock)
{
    private readonly TokenBuckets<Guid> requests = new(options.Value.SecretRequestsPerSecond, options.Value.SecretRequestsPerSecond, clock);

    /// <summary>How long a key has to wait before its request is taken; null where it is taken now.</summary>
    public TimeSpan? Take(KeyGrant key) => requests.Take(key.KeyId, 1);

    /// <summary>Sends a request away whose key, in its header, asks too much.</summary>
    public async Task Admit(HttpContext context, RequestDelegate next)
    {
        if (KeyAuthentication.TokenOf(context.Request) is { } token && await keys.Find(token, context.RequestAborted) is { IsSecret: true } key && Take(key) is { } wait)
        {
            seen.Refused(await stores.Find(key.Store, context.RequestAborted), IngestHealth.RateLimitCount, new Refusal { Detail = "key", IsServer = true });
            SayWhen(context, wait);
            await Problem.Write(context, StatusCodes.Status429TooManyRequests, "too-many", "Too many calls", "Send this again later; Retry-After says when.");
            return;
        }

        await next(context);
    }

    /// <summary>Says when to come back, in whole seconds.</summary>
    public static void SayWhen(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
