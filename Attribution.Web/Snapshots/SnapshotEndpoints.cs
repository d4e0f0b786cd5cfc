using System.Security.Claims;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots;

internal static class SnapshotEndpoints
{
    private const long MaxBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var snapshots = routes.MapGroup("/api/snapshots").WithTags("Snapshots").RequireAuthorization(Policies.Manage);
        snapshots.MapPost("/rebuild", Rebuild).WithName("RebuildSnapshots").WithSummary("Build the snapshots of past days anew from the raw rows")
            .Accepts<RebuildBody>("application/json").Produces<SnapshotRunAnswer>(StatusCodes.Status202Accepted).ProducesProblem(400).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        snapshots.MapGet("/runs/{id}", Run).WithName("GetSnapshotRun").WithSummary("How far a rebuild has got");
    }

    private static async Task<IResult> Rebuild(
        HttpContext context, StoreAccess access, SnapshotRuns runs, KeptAnswers answers, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        if (!context.Request.HasJsonContentType())
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body is not JSON", "Send the header 'Content-Type: application/json'.");
        }

        var (body, refusal) = await Body(context.Request, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = RebuildRequest.Of(body, store.Today(clock));
        if (request.Order is not { } order)
        {
            return Problem.Validation("The rebuild was not understood", request.Errors);
        }

        return await answers.Once(context, store.Id, body, async () =>
        {
            var run = await runs.Queue(store.Id, order, "key " + context.User.FindFirstValue(KeyAuthentication.KeyIdClaim), cancellationToken);
            return TypedResults.Accepted($"/api/snapshots/runs/{run.RunId}", SnapshotRunAnswer.Of(run));
        });
    }

    private static async Task<Results<Ok<SnapshotRunAnswer>, ProblemHttpResult>> Run(
        string id, HttpContext context, StoreAccess access, Database database, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var runId) || await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        await using var db = await database.Read(cancellationToken);
        var run = await db.SnapshotRuns.FirstOrDefaultAsync(row => row.StoreId == store.Id.Value && row.RunId == runId, cancellationToken);
        return run is null ? Problem.NotFound() : TypedResults.Ok(SnapshotRunAnswer.Of(run));
    }

    private static async Task<(JsonElement Body, ProblemHttpResult? Refusal)> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, ApiJson.DocumentOptions, cancellationToken);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException)
        {
            return (default, Problem.Validation("The body was not understood", "body", "This is no JSON. Send { \"from\", \"to\", \"reason\" } in UTF-8."));
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (default, Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", $"Send at most {MaxBody} bytes: a rebuild needs four fields."));
        }
    }
}

/// <summary>What a rebuild takes, for the description of the API.</summary>
internal sealed record RebuildBody(DateOnly From, DateOnly To, string Reason, bool IncludeSealed = false);

/// <summary>A run as the API tells it.</summary>
/// <param name="Done">Days done.</param>
/// <param name="Total">Days to do.</param>
/// <param name="Partial">Whether a day's raw rows are gone, so that its visits stayed as they were.</param>
internal sealed record SnapshotRunAnswer(
    Guid Id, string Status, int Done, int Total, bool Partial, DateTime? StartedAt, DateTime? EndedAt, string? Error)
{
    public static SnapshotRunAnswer Of(SnapshotRunRow run) =>
        new(run.RunId, run.Status, run.Done, run.Total, run.Partial, run.StartedAt?.UtcDateTime, run.EndedAt?.UtcDateTime, run.Error);
}
