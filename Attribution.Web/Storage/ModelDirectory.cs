using System.Collections.Frozen;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>A model as a store has it now.</summary>
/// <param name="Description">What the model is.</param>
/// <param name="Configured">The model with the store's parameters, and their version.</param>
/// <param name="Parameters">Every parameter in force by name; those that another one stands for are left out.</param>
/// <param name="ChangedAt">When the version was made; null for the defaults.</param>
internal sealed record StoreModel(ModelDescription Description, ConfiguredModel Configured, IReadOnlyDictionary<string, double> Parameters, DateTimeOffset? ChangedAt);

/// <summary>The rule-based models of every store with their parameters in force, held in memory: every order asks for them. Who changes one calls <see cref="Reload"/>.</summary>
internal sealed class ModelDirectory(Database database)
{
    private static readonly StoreModel[] Defaults =
        [.. ModelCatalog.Offered.Select(model => new StoreModel(model, new ConfiguredModel(model.Default, 1), InForce(model, new Dictionary<string, double>()), null))];

    private static readonly IReadOnlyList<ConfiguredModel> DefaultRules = Rules(Defaults);

    private volatile FrozenDictionary<int, StoreModel[]>? current;

    /// <summary>What a new order of a store is split by, in the catalogue's order: models that are rules.</summary>
    public async ValueTask<IReadOnlyList<ConfiguredModel>> Of(StoreId store, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).TryGetValue(store.Value, out var models) ? Rules(models) : DefaultRules;

    /// <summary>What is fitted to a store's journeys day by day.</summary>
    public async ValueTask<IReadOnlyList<ConfiguredModel>> DataDriven(StoreId store, CancellationToken cancellationToken) =>
        [.. (await Described(store, cancellationToken)).Select(model => model.Configured).Where(model => model.Model is IDataDrivenModel)];

    /// <summary>Every model of a store with what describes it, in the catalogue's order.</summary>
    public async ValueTask<IReadOnlyList<StoreModel>> Described(StoreId store, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).GetValueOrDefault(store.Value, Defaults);

    /// <summary>Every version that a model of a store ever had, as orders note them; version 1 is the defaults where none was set.</summary>
    public async Task<IReadOnlyDictionary<(string Model, int Version), ConfiguredModel>> Versions(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var versions = Defaults.ToDictionary(model => (model.Description.Id, 1), model => model.Configured);
        foreach (var row in await db.ModelConfigs.Where(row => row.StoreId == store.Value).ToListAsync(cancellationToken))
        {
            if (Array.Find(Defaults, model => model.Description.Id == row.Model) is { } known)
            {
                versions[(row.Model, row.Version)] = Parse(known.Description, row).Configured;
            }
        }

        return versions;
    }

    public async Task Reload(CancellationToken cancellationToken) => current = await Load(cancellationToken);

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
        var rows = await db.ModelConfigs.ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.StoreId).ToFrozenDictionary(
            store => store.Key,
            store =>
            {
                var newest = store.GroupBy(row => row.Model).ToDictionary(model => model.Key, model => model.MaxBy(row => row.Version)!);
                return Defaults.Select(model => newest.TryGetValue(model.Description.Id, out var row) ? Parse(model.Description, row) : model).ToArray();
            });
    }

    private static ConfiguredModel[] Rules(StoreModel[] models) =>
        [.. models.Select(model => model.Configured).Where(model => model.Model is not IDataDrivenModel)];

    private static StoreModel Parse(ModelDescription model, Tables.AttributionModelConfigRow row)
    {
        var parameters = JsonSerializer.Deserialize<Dictionary<string, double>>(row.Parameters)!;
        return ModelCatalog.Create(row.Model, parameters) is ModelCreation.Created created
            ? new StoreModel(model, new ConfiguredModel(created.Model, row.Version), InForce(model, parameters), row.CreatedAt)
            : throw new InvalidOperationException($"Version {row.Version} of model {row.Model} in store {row.StoreId} holds parameters that are not allowed: {row.Parameters}.");
    }

    // A parameter that another one stands for (a decay constant for a half-life) leaves the other without a value.
    private static Dictionary<string, double> InForce(ModelDescription model, IReadOnlyDictionary<string, double> set)
    {
        var replaced = set.Keys.Any(name => model.Parameters.Any(parameter => parameter.Name == name && parameter.Default is null));
        return model.Parameters
            .Where(parameter => set.ContainsKey(parameter.Name) || (parameter.Default is not null && !replaced))
            .ToDictionary(parameter => parameter.Name, parameter => set.TryGetValue(parameter.Name, out var value) ? value : parameter.Default!.Value);
    }
}
