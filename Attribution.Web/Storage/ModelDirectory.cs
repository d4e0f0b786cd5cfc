using System.Collections.Frozen;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>A model as a store has it now.</summary>
/// <param name="Description">What the model is.</param>
/// <param name="Configured">The model with the store's parameters, and their version.</param>
/// <param name="Definition">Everything in force: parameters that another one stands for are left out.</param>
/// <param name="ChangedAt">When the version was made; null for the defaults.</param>
internal sealed record StoreModel(ModelDescription Description, ConfiguredModel Configured, ModelDefinition Definition, DateTimeOffset? ChangedAt)
{
    /// <summary>Whether the store put it away: it is not offered, and no new order is credited under it.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Every parameter in force by name; of the store's own model those of its base.</summary>
    public IReadOnlyDictionary<string, double> Parameters => Definition.Parameters;

    /// <summary>rule_based, custom or data_driven.</summary>
    public string Kind => KindOf(Description);

    /// <summary>What kind a model is of.</summary>
    public static string KindOf(ModelDescription model) => model.Id == ModelIds.Custom ? "custom" : model.Default is IDataDrivenModel ? "data_driven" : "rule_based";
}

/// <summary>The models of every store with their parameters in force, held in memory: every order asks for them. Who changes one calls <see cref="Reload"/>.</summary>
internal sealed class ModelDirectory(Database database)
{
    private static readonly StoreModel[] Defaults = [.. ModelCatalog.Offered.Select(Default)];

    private static readonly IReadOnlyList<ConfiguredModel> DefaultRules = Rules(Defaults);

    private volatile FrozenDictionary<int, StoreModel[]>? current;

    /// <summary>What a new order of a store is split by, in the catalogue's order: models that are rules and are not archived.</summary>
    public async ValueTask<IReadOnlyList<ConfiguredModel>> Of(StoreId store, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).TryGetValue(store.Value, out var models) ? Rules(models) : DefaultRules;

    /// <summary>What is fitted to a store's journeys day by day, archived ones too: their former fits are still read.</summary>
    public async ValueTask<IReadOnlyList<StoreModel>> DataDriven(StoreId store, CancellationToken cancellationToken) =>
        [.. (await Described(store, cancellationToken)).Where(model => model.Configured.Model is IDataDrivenModel)];

    /// <summary>Every model of a store with what describes it, in the order it is shown: rules, the store's own where it has one, data-driven ones.</summary>
    public async ValueTask<IReadOnlyList<StoreModel>> Described(StoreId store, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).GetValueOrDefault(store.Value, Defaults);

    /// <summary>Every version that a model of a store ever had, as orders note them; version 1 is the defaults where none was set.</summary>
    public async Task<IReadOnlyDictionary<(string Model, int Version), ConfiguredModel>> Versions(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var versions = Defaults.ToDictionary(model => (model.Description.Id, 1), model => model.Configured);
        foreach (var row in await db.ModelConfigs.Where(row => row.StoreId == store.Value).ToListAsync(cancellationToken))
        {
            if (ModelCatalog.Find(row.Model) is { } known)
            {
                versions[(row.Model, row.Version)] = Parse(known, row).Configured;
            }
        }

        return versions;
    }

    public async Task Reload(CancellationToken cancellationToken) => current = await Load(cancellationToken);

    /// <summary>A definition as it acts: with the default of every parameter that was left out and that no other one stands for.</summary>
    public static ModelDefinition InForce(ModelDescription model, ModelDefinition set) =>
        set with { Parameters = ParametersOf(set.Base.Length > 0 ? ModelCatalog.Find(set.Base)! : model, set.Parameters) };

    // The first look may take longer than a change and its reload: what that read stays.
    private async ValueTask<FrozenDictionary<int, StoreModel[]>> Current(CancellationToken cancellationToken)
    {
        if (current is { } known)
        {
            return known;
        }

        var loaded = await Load(cancellationToken);
        return Interlocked.CompareExchange(ref current, loaded, null) ?? loaded;
    }

    private async Task<FrozenDictionary<int, StoreModel[]>> Load(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = (await db.ModelConfigs.ToListAsync(cancellationToken)).ToLookup(row => row.StoreId);
        var stores = await db.Stores.Select(store => new { store.StoreId, store.ArchivedModels }).ToListAsync(cancellationToken);
        return stores.ToFrozenDictionary(
            store => store.StoreId,
            store => Models([.. rows[store.StoreId]], JsonSerializer.Deserialize<List<string>>(store.ArchivedModels)!));
    }

    private static StoreModel[] Models(List<AttributionModelConfigRow> rows, List<string> archived)
    {
        var newest = rows.GroupBy(row => row.Model).ToDictionary(model => model.Key, model => model.MaxBy(row => row.Version)!);
        var custom = newest.TryGetValue(ModelIds.Custom, out var own) ? Parse(ModelCatalog.Custom, own) : null;
        var models = Defaults.Select(model => newest.TryGetValue(model.Description.Id, out var row) ? Parse(model.Description, row) : model).ToList();
        if (custom is not null)
        {
            models.Insert(models.FindIndex(model => model.Configured.Model is IDataDrivenModel), custom);
        }

        return [.. models.Select(model => archived.Contains(model.Description.Id) ? model with { IsArchived = true } : model)];
    }

    private static ConfiguredModel[] Rules(StoreModel[] models) =>
        [.. models.Where(model => !model.IsArchived).Select(model => model.Configured).Where(model => model.Model is not IDataDrivenModel)];

    private static StoreModel Default(ModelDescription model) =>
        new(model, new ConfiguredModel(model.Default, 1), InForce(model, new ModelDefinition(new Dictionary<string, double>())), null);

    private static StoreModel Parse(ModelDescription model, AttributionModelConfigRow row)
    {
        var definition = ModelDefinition.Read(row.Model, row.Parameters);
        return definition.Create(row.Model) is ModelCreation.Created created
            ? new StoreModel(model, new ConfiguredModel(created.Model, row.Version), InForce(model, definition), row.CreatedAt)
            : throw new InvalidOperationException($"Version {row.Version} of model {row.Model} in store {row.StoreId} holds parameters that are not allowed: {row.Parameters}.");
    }

    // A parameter that another one stands for (a decay constant for a half-life) leaves the other without a value.
    private static Dictionary<string, double> ParametersOf(ModelDescription model, IReadOnlyDictionary<string, double> set)
    {
        var replaced = set.Keys.Any(name => model.Parameters.Any(parameter => parameter.Name == name && parameter.Default is null));
        return model.Parameters
            .Where(parameter => set.ContainsKey(parameter.Name) || (parameter.Default is not null && !replaced))
            .ToDictionary(parameter => parameter.Name, parameter => set.TryGetValue(parameter.Name, out var value) ? value : parameter.Default!.Value);
    }
}
