using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Web.Http;

/// <summary>What every call of a server with a body goes through: its store, its JSON, and where it bears a key of its own the answer it may have had before.</summary>
internal sealed class ServerCall(HttpContext context)
{
    public static ValueTask<ServerCall> BindAsync(HttpContext context) => ValueTask.FromResult(new ServerCall(context));

    /// <summary>Who calls, as the audit log names it.</summary>
    public string Who => context.User.FindFirst(KeyAuthentication.KeyIdClaim) is { } key ? "key " + key.Value : context.User.Identity?.Name ?? "unknown";

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Runs <paramref name="answer"/>, a change that is the same however often it is asked for, with the caller's store and the body.</summary>
    public Task<IResult> Run(Func<StoreSettings, JsonElement, Task<IResult>> answer) => Run(answer, (_, _, run) => run());

    /// <summary>Runs <paramref name="answer"/> with the caller's store and the body, unless the store, the body or the idempotency key stand against it.</summary>
    public Task<IResult> RunOnce(Func<StoreSettings, JsonElement, Task<IResult>> answer) => Run(
        answer, (store, body, run) => context.RequestServices.GetRequiredService<KeptAnswers>().Once(context, store.Id, body, run));

    private async Task<IResult> Run(Func<StoreSettings, JsonElement, Task<IResult>> answer, Func<StoreSettings, JsonElement, Func<Task<IResult>>, Task<IResult>> how)
    {
        if (await context.RequestServices.GetRequiredService<StoreAccess>().StoreOf(context, Aborted) is not { } store)
        {
            return Problem.NotFound();
        }

        using var body = await JsonBody.Read(context, Aborted);
        return body.Refusal
            ?? await how(store, body.Root, () => answer(store, body.Root));
    }
}
