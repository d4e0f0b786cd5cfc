using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Http;

/// <summary>
/// Answers kept for a day under the <c>Idempotency-Key</c> they were asked with. The answer is written in the transaction of what it
/// answers: after a crash there are both or neither. Writes pass one at a time, so that of calls made at once one has an effect and the
/// others get its answer.
/// </summary>
internal sealed class KeptAnswers(Database database, TimeProvider clock)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKey = 255;

    /// <summary>Runs <paramref name="answer"/>, unless it was run before under the call's key; without a key always.</summary>
    /// <param name="context">The call.</param>
    /// <param name="store">Whose the key is.</param>
    /// <param name="body">What the call says.</param>
    /// <param name="answer">What to do. All that it writes becomes one transaction.</param>
    public async Task<IResult> Once(HttpContext context, StoreId store, JsonElement body, Func<Task<IResult>> answer)
    {
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length == 0)
        {
            return await answer();
        }

        if (key.Length > MaxKey)
        {
            return Problem.Validation("The call was not accepted", KeyHeader, $"This key has {key.Length} characters. Send at most {MaxKey}.");
        }

        var content = ContentHash(context.Request, body);
        return Known(await Find(store, key, context.RequestAborted), content)
            ?? await database.Write(db => Take(db, context, new Asked(store, key, content), answer), context.RequestAborted);
    }

    private async Task<KeptAnswerRow?> Find(StoreId store, string key, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await Find(db, store, key, cancellationToken);
    }

    private async Task<KeptAnswerRow?> Find(AttributionDb db, StoreId store, string key, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Forgetting.Answers;
        return await db.KeptAnswers.FirstOrDefaultAsync(row => row.StoreId == store.Value && row.Key == key && row.At > since, cancellationToken);
    }

    // Asked again now that nobody else writes.
    private async Task<IResult> Take(AttributionDb db, HttpContext context, Asked asked, Func<Task<IResult>> answer)
    {
        if (Known(await Find(db, asked.Store, asked.Key, context.RequestAborted), asked.Content) is { } known)
        {
            return known;
        }

        var result = await answer();
        if (result is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest })
        {
            return result;
        }

        var row = await RowOf(context, asked, result);
        await db.KeptAnswers.Where(old => old.StoreId == row.StoreId && old.Key == row.Key).ExecuteDeleteAsync(context.RequestAborted);
        db.KeptAnswers.Add(row);
        return new KeptAnswer(row);
    }

    private static IResult? Known(KeptAnswerRow? kept, string content) => kept is null ? null
        : kept.ContentHash == content ? new KeptAnswer(kept)
        : Problem.Conflict("This idempotency key was used for another call", $"Send each call with a '{KeyHeader}' of its own, and only its retries with the same one.");

    // The answer as it goes over the wire, written to memory instead.
    private async Task<KeptAnswerRow> RowOf(HttpContext context, Asked asked, IResult result)
    {
        using var body = new MemoryStream();
        var rendered = new DefaultHttpContext { RequestServices = context.RequestServices, Response = { Body = body } };
        await result.ExecuteAsync(rendered);
        return new KeptAnswerRow
        {
            StoreId = asked.Store.Value,
            Key = asked.Key,
            ContentHash = asked.Content,
            Status = rendered.Response.StatusCode,
            ContentType = rendered.Response.ContentType ?? "",
            Location = rendered.Response.Headers.Location.ToString(),
            Body = body.ToArray(),
            At = clock.GetUtcNow(),
        };
    }

    private static string ContentHash(HttpRequest request, JsonElement body) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"), .. JsonMarshal.GetRawUtf8Value(body)]));

    private sealed record Asked(StoreId Store, string Key, string Content);

    private sealed class KeptAnswer(KeptAnswerRow row) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => row.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = row.Status;
            response.ContentType = row.ContentType;
            response.ContentLength = row.Body.Length;
            if (row.Location.Length > 0)
            {
                response.Headers.Location = row.Location;
            }

            return response.Body.WriteAsync(row.Body).AsTask();
        }
    }
}
