using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>The attribution models of a store over HTTP.</summary>
internal static class ModelEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/models").WithTags("Models");
        models.MapGet("", Get).RequireAuthorization(Policies.Read)
            .WithName("ListModels").WithSummary("Every model of the store, its parameters in force and their version").Produces<ModelList>();
        models.MapPut("/{id}", Put).RequireAuthorization(Policies.Manage)
            .WithName("SetModel").WithSummary("Set a model's parameters, or the base and rules of custom; orders from now on use them")
            .Produces<ModelAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        models.MapGet("/{id}/versions", Versions).RequireAuthorization(Policies.Read)
            .WithName("ListModelVersions").WithSummary("Every version of a model, the one in force first").Produces<ModelVersionList>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> Get(HttpContext context, StoreAccess access, ModelDirectory models, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var described = await models.Described(store.Id, cancellationToken);
        var list = new ModelList([.. described.Select(model => ModelAnswer.Of(model, store))], null);
        return new ReadAnswer<ModelList>(list, StoreEndpoints.Version(list), answer => answer.ToTable());
    }

    private static Task<IResult> Put(ServerCall call, ModelSettings settings, ModelDirectory models, string id) => call.Run(async (store, body) =>
    {
        if (ModelCatalog.Find(id) is null)
        {
            return Problem.NotFound();
        }

        var faults = new Faults();
        var request = ModelRequest.Read(id, body, await models.Described(store.Id, call.Aborted), faults);
        if (faults.Any)
        {
            return Problem.Validation("The model was not changed", faults.ToDictionary());
        }

        var outcome = await settings.Change(store, (db, now) => ModelSettings.Take(db, store.Id, call.Who, id, request, now), call.Aborted);
        return outcome[""] is { } conflict ? Problem.Conflict("The model was not changed", conflict)
            : !outcome.IsDone ? Problem.Validation("The model was not changed", outcome.Errors.ToDictionary(fault => fault.Key, fault => new[] { fault.Value }))
            : (await models.Described(store.Id, call.Aborted)).FirstOrDefault(model => model.Description.Id == id) is { } model ? TypedResults.Json(ModelAnswer.Of(model, store))
            : Problem.NotFound();
    });

    private static async Task<IResult> Versions(string id, HttpContext context, StoreAccess access, ModelDirectory models, ModelVersionQueries queries, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store || (await models.Described(store.Id, cancellationToken)).All(model => model.Description.Id != id))
        {
            return Problem.NotFound();
        }

        var (query, faults) = (context.Request.Query, new Faults());
        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : DefaultLimit;
        if (query.ContainsKey("limit") && (given < 1 || given > MaxLimit))
        {
            faults.Add("limit", $"Send a whole number from 1 to {MaxLimit}.");
        }

        if (Cursor.Read(query["cursor"].ToString()) is not { } skip)
        {
            faults.Add("cursor", "This is no cursor of ours. Send `nextCursor` of the page before, or none.");
            skip = 0;
        }

        return faults.Any ? Problem.Validation("The versions were not read", faults.ToDictionary()) : Told(ModelVersionList.Of(await queries.Of(store.Id, id, cancellationToken), skip, limit));
    }

    private static ReadAnswer<ModelVersionList> Told(ModelVersionList list) => new(list, StoreEndpoints.Version(list), answer => answer.ToTable());
}
