using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Imports;

/// <summary>Imports over HTTP, for servers.</summary>
internal static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/imports").WithTags("Imports").RequireAuthorization(Policies.Manage);
        imports.MapPost("", Upload).WithName("UploadImport").WithSummary("Upload a file of touches, conversions or refunds").Produces<ImportAnswer>(202).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        imports.MapGet("", List).WithName("ListImports").WithSummary("The imports of the store, newest first").Produces<ImportList>();
        imports.MapGet("/{id}", Get).WithName("GetImport").WithSummary("How far an import has got, and what its lines came to").Produces<ImportAnswer>().ProducesProblem(404);
        imports.MapGet("/{id}/refused", Refused).WithName("GetRefusedLines").WithSummary("The refused lines of an import as CSV").ProducesProblem(404);
        MapMove(imports, "start", ImportStates.Running, "Take the lines in, or go on with it");
        MapMove(imports, "pause", ImportStates.Paused, "Pause an import");
        MapMove(imports, "cancel", ImportStates.Cancelled, "End an import; what was taken stays");
    }

    private static void MapMove(RouteGroupBuilder imports, string verb, string to, string summary) => imports
        .MapPost($"/{{id}}/{verb}", (string id, HttpContext context, StoreAccess access, ImportMoves moves, ImportQueries queries, CancellationToken cancellationToken) =>
            Move(id, to, context, access, moves, queries, cancellationToken))
        .WithName($"{char.ToUpperInvariant(verb[0])}{verb[1..]}Import").WithSummary(summary).Produces<ImportAnswer>(202).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> Upload(
        HttpContext context, StoreAccess access, ImportUpload uploads, ImportMoves moves, ImportQueries queries, DemoMode demo, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        if (demo.IsOn)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "Nothing can be imported here", DemoMode.ReadOnly);
        }

        var request = ImportRequest.Of(context.Request);
        if (request.Errors.Count > 0)
        {
            return Problem.Validation("The upload was not understood", request.Errors);
        }

        if (request.Format is not { } format)
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The file is neither CSV nor JSON lines", "Send it with 'Content-Type: text/csv' or 'application/x-ndjson'.");
        }

        var who = WhoOf(context);
        var outcome = await uploads.Take(context, store, new UploadedAs(request.Kind, format, request.FileName, who) { Times = request.Times, Decimals = request.Decimals }, cancellationToken);
        if (outcome.Import is not { } import)
        {
            return Refusal(outcome);
        }

        await moves.Move(store.Id, import.ImportId, request.DryRun ? ImportStates.Checking : ImportStates.Running, who, cancellationToken);
        return await Accepted(store, import.ImportId, queries, cancellationToken);
    }

    private static async Task<IResult> List(HttpContext context, StoreAccess access, ImportQueries queries, CancellationToken cancellationToken) =>
        await access.StoreOf(context, cancellationToken) is { } store
            ? TypedResults.Json(new ImportList([.. (await queries.List(store.Id, cancellationToken)).Select(ImportAnswer.Of)], null))
            : Problem.NotFound();

    private static async Task<IResult> Get(string id, HttpContext context, StoreAccess access, ImportQueries queries, CancellationToken cancellationToken) =>
        await Find(id, context, access, queries, cancellationToken) is { } view ? TypedResults.Json(ImportAnswer.Of(view)) : Problem.NotFound();

    private static async Task<IResult> Refused(string id, HttpContext context, StoreAccess access, ImportQueries queries, ImportFiles files, CancellationToken cancellationToken) =>
        await Find(id, context, access, queries, cancellationToken) is { } view ? Report(view, files) : Problem.NotFound();

    private static async Task<IResult> Move(
        string id, string to, HttpContext context, StoreAccess access, ImportMoves moves, ImportQueries queries, CancellationToken cancellationToken)
    {
        if (await Find(id, context, access, queries, cancellationToken) is not { } view || await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        return await moves.Move(store.Id, view.Row.ImportId, to, WhoOf(context), cancellationToken)
            ? await Accepted(store, view.Row.ImportId, queries, cancellationToken)
            : Problem.Conflict($"The import is {view.Row.Status}", "An import can be started once it is checked or where it was paused or failed, and paused while it runs. One that is done or cancelled stays so.");
    }

    /// <summary>The report of refused lines as a download; one with a head alone where there are none.</summary>
    public static IResult Report(ImportView view, ImportFiles files)
    {
        var name = $"refused-{view.Row.ImportId:N}.csv";
        var path = files.Report(view.Row.ImportId);
        return File.Exists(path)
            ? Results.Stream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Csv.MediaType, name)
            : Csv.File(RefusedReport.Empty(), name);
    }

    public static IResult Refusal(UploadOutcome outcome) => outcome.Status == StatusCodes.Status400BadRequest
        ? Problem.Validation(outcome.Title, "body", outcome.Detail)
        : Problem.Of(outcome.Status, outcome.Status switch { 408 => "body", 413 => "too-large", 415 => "media-type", 503 => "busy", _ => "conflict" }, outcome.Title, outcome.Detail);

    private static async Task<IResult> Accepted(StoreSettings store, Guid id, ImportQueries queries, CancellationToken cancellationToken) =>
        TypedResults.Accepted($"/api/imports/{id}", ImportAnswer.Of((await queries.Find(store.Id, id, cancellationToken))!));

    private static async Task<ImportView?> Find(string id, HttpContext context, StoreAccess access, ImportQueries queries, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var import) && await access.StoreOf(context, cancellationToken) is { } store ? await queries.Find(store.Id, import, cancellationToken) : null;

    private static string WhoOf(HttpContext context) => "key " + context.User.FindFirst(KeyAuthentication.KeyIdClaim)?.Value;
}
