using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Web.Http;

/// <summary>What every call of a server with a body goes through: its store, its JSON, and the answer it may have had before.</summary>
internal sealed class ServerCall(HttpContext context)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKey = 255;

    public static ValueTask<ServerCall> BindAsync(HttpContext context) => ValueTask.FromResult(new ServerCall(context));

    /// <summary>Who calls, as the audit log names it.</summary>
    public string Who => context.User.FindFirst(KeyAuthentication.KeyIdClaim) is { } key ? "key " + key.Value : context.User.Identity?.Name ?? "unknown";

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Runs <paramref name="answer"/> with the caller's store and the body, unless the store, the body or the idempotency key stand against it.</summary>
    public async Task<IResult> Run(Func<StoreSettings, JsonElement, Task<IResult>> answer)
    {
        if (await context.RequestServices.GetRequiredService<StoreAccess>().StoreOf(context, Aborted) is not { } store)
        {
            return Problem.NotFound();
        }

        using var body = await JsonBody.Read(context, Aborted);
        return body.Refusal
            ?? (context.Request.Headers[KeyHeader].ToString() is { Length: > 0 } key
                ? await Once(store, key, body, () => answer(store, body.Root))
                : await answer(store, body.Root));
    }

    private async Task<IResult> Once(StoreSettings store, string key, JsonBody body, Func<Task<IResult>> answer)
    {
        if (key.Length > MaxKey)
        {
            return Problem.Validation("The call was not accepted", KeyHeader, $"This key has {key.Length} characters. Send at most {MaxKey}.");
        }

        var answers = context.RequestServices.GetRequiredService<KeptAnswers>();
        var content = ContentHash(body);
        if (answers.Find(store.Id, key) is { } kept)
        {
            return kept.Content == content
                ? kept.Answer
                : Problem.Conflict("This idempotency key was used for another call", $"Send each call with a '{KeyHeader}' of its own, and only its retries with the same one.");
        }

        var result = await answer();
        if (result is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest })
        {
            answers.Keep(store.Id, key, content, result);
        }

        return result;
    }

    private string ContentHash(JsonBody body) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n{body.Root.GetRawText()}")));
}
