using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin;

/// <summary>A model as a store has it now.</summary>
/// <param name="Version">Of the parameters; orders keep the version they were credited under.</param>
/// <param name="Parameters">In force, by name.</param>
/// <param name="Settings">What can be set, and within what.</param>
internal sealed record ModelAnswer(
    string Id,
    string Name,
    string Summary,
    string UseWhen,
    bool IsDefault,
    int Version,
    DateTime? ChangedAt,
    IReadOnlyDictionary<string, double> Parameters,
    IReadOnlyList<ModelParameter> Settings)
{
    public static ModelAnswer Of(StoreModel model, StoreSettings store) => new(
        model.Description.Id,
        model.Description.Name,
        model.Description.Summary,
        model.Description.UseWhen,
        model.Description.Id == store.DefaultModel,
        model.Configured.Version,
        model.ChangedAt?.UtcDateTime,
        model.Parameters,
        model.Description.Parameters);
}

/// <summary>Every model of a store.</summary>
internal sealed record ModelList(IReadOnlyList<ModelAnswer> Items, string? NextCursor)
{
    public CsvTable ToTable() => new(
        ["id", "name", "version", "parameters"],
        Items.Select(item => (IReadOnlyList<object?>)[item.Id, item.Name, item.Version, JsonSerializer.Serialize(item.Parameters)]));
}

/// <summary>The attribution models of a store over HTTP.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/models").WithTags("Models");
        models.MapGet("", Get).RequireAuthorization(Policies.Read)
            .WithName("ListModels").WithSummary("Every rule-based model, its parameters in force and their version").Produces<ModelList>();
        models.MapPut("/{id}", Put).RequireAuthorization(Policies.Manage)
            .WithName("SetModel").WithSummary("Set a model's parameters; orders from now on use them").Produces<ModelAnswer>().ProducesProblem(400).ProducesProblem(404);
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

    private static Task<IResult> Put(ServerCall call, ModelSettings settings, string id) => call.Run(async (store, body) =>
    {
        if (ModelCatalog.Find(id) is null)
        {
            return Problem.NotFound();
        }

        var faults = new Faults();
        var parameters = Parameters(body, faults);
        if (faults.Any)
        {
            return Problem.Validation("The model was not changed", faults.ToDictionary());
        }

        return await settings.Change(store, id, parameters, call.Who, call.Aborted) switch
        {
            ModelChange.Refused refused => Problem.Validation("The model was not changed", refused.Errors),
            ModelChange.Done done => TypedResults.Json(ModelAnswer.Of(done.Model, store)),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    });

    // { "parameters": { … } }, or the parameters by themselves.
    private static Dictionary<string, double> Parameters(JsonElement body, Faults faults)
    {
        var fields = new JsonFields(body, faults);
        var given = fields.KindOf("parameters") == JsonValueKind.Object ? fields.Object("parameters")! : fields;
        var parameters = new Dictionary<string, double>();
        foreach (var name in given.Names)
        {
            if (given.Number(name) is { } number)
            {
                parameters[name] = (double)number;
            }
        }

        fields.RefuseOthers();
        return parameters;
    }
}
