using System.Security.Claims;
using System.Text.Json.Nodes;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Privacy;

/// <summary>One person over HTTP: all that is stored, and its erasure.</summary>
internal static class PersonEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var person = routes.MapGroup("/api/privacy/person").WithTags("Privacy");
        person.MapGet("", Get).RequireAuthorization(Policies.ManageOrUser)
            .WithName("ExportPerson").WithSummary("All that is stored of one person: by userId, email, visitorId or orderId").Produces<JsonObject>().ProducesProblem(400).ProducesProblem(404);
        person.MapDelete("", Delete).RequireAuthorization(Policies.Manage)
            .WithName("ErasePerson").WithSummary("Erase one person for good, with a reason; orders keep amounts and credits").Produces<ErasureAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> Get(HttpContext context, StoreAccess access, PersonExports exports, CancellationToken cancellationToken)
    {
        NeverKept(context);
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var isKey = KeyAuthentication.StoreOf(context.User) is not null;
        if (!isKey && await access.MembershipOf(context.User, store.Key, cancellationToken) is not { Role: Roles.Admin })
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "This caller may not do that", "Only an admin of the store may see what is stored of a person.");
        }

        var request = PersonRequest.Of(context.Request.Query, needsReason: false);
        if (request.Person is not { } person)
        {
            return Problem.Validation("The person was not understood", request.Errors);
        }

        if (await exports.Of(store, person, WhoOf(context), cancellationToken) is not { } export)
        {
            return Problem.NotFound();
        }

        context.Response.Headers.ContentDisposition = "attachment; filename=\"person.json\"";
        return Results.Json(export, ApiJson.Options);
    }

    private static async Task<IResult> Delete(
        HttpContext context, StoreAccess access, Erasure erasure, Database database, DemoMode demo, CancellationToken cancellationToken)
    {
        NeverKept(context);
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var request = PersonRequest.Of(context.Request.Query, needsReason: true);
        if (request.Person is not { } person)
        {
            return Problem.Validation("The erasure was not accepted", request.Errors);
        }

        if (demo.IsOn)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "This caller may not do that", DemoMode.ReadOnly);
        }

        var outcome = await PrivacyCommands.Guarded(() => database.Write(
            async db => await erasure.Run(db, store, person, WhoOf(context), request.Reason, cancellationToken) is { } report
                ? Outcome<ErasureReport>.Done(report)
                : Outcome<ErasureReport>.Refuse("Person", ""),
            cancellationToken));
        if (outcome.Value is not { } done)
        {
            return outcome["Person"] is not null ? Problem.NotFound() : Problem.Of(StatusCodes.Status503ServiceUnavailable, "busy", "Nothing was erased", outcome[""]!);
        }

        await erasure.Finish(store, cancellationToken);
        return Results.Json(ErasureAnswer.Of(done), ApiJson.Options);
    }

    // No copy of it in a cache, nor at a proxy.
    private static void NeverKept(HttpContext context) => context.Response.Headers.CacheControl = "private, no-store";

    private static string WhoOf(HttpContext context) => context.User.FindFirstValue(KeyAuthentication.KeyIdClaim) is { } key
        ? "key " + key
        : context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "unknown";
}

/// <summary>What an erasure removed.</summary>
/// <param name="Reference">A short id to quote.</param>
/// <param name="Mark">What the logs keep in the place of the identifier.</param>
/// <param name="Removed">Rows deleted; orders are kept, with amounts and credits, and lost all that leads to a person.</param>
internal sealed record ErasureAnswer(string Reference, DateTime ErasedAt, string FoundBy, string Mark, string Reason, PersonCounts Removed)
{
    public static ErasureAnswer Of(ErasureReport report) => new(report.Reference, report.At.UtcDateTime, report.FoundBy, report.Mark, report.Reason, report.Removed);
}
