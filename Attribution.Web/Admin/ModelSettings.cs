using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin;

/// <summary>What came of changing a model.</summary>
internal abstract record ModelChange
{
    private ModelChange()
    {
    }

    public sealed record Done(StoreModel Model) : ModelChange;

    /// <summary>By parameter: what is wrong, and what to send.</summary>
    public sealed record Refused(IReadOnlyDictionary<string, string[]> Errors) : ModelChange;
}

/// <summary>Changes a model's parameters: each change is a new version, and older orders keep theirs.</summary>
internal sealed class ModelSettings(Database database, ModelDirectory models, TimeProvider clock)
{
    public async Task<ModelChange> Change(StoreSettings store, string id, IReadOnlyDictionary<string, double> parameters, string who, CancellationToken cancellationToken)
    {
        var creation = ModelCatalog.Create(id, parameters);
        if (creation is ModelCreation.Refused refused)
        {
            return new ModelChange.Refused(refused.Errors);
        }

        var created = (ModelCreation.Created)creation;
        var before = await Current(store, id, cancellationToken);
        if (before.Configured.Model.Equals(created.Model))
        {
            return new ModelChange.Done(before);
        }

        await database.Write(db => Append(db, store, id, parameters, before.Parameters, who, cancellationToken), cancellationToken);
        await models.Reload(cancellationToken);
        return new ModelChange.Done(await Current(store, id, cancellationToken));
    }

    private async Task Append(
        AttributionDb db,
        StoreSettings store,
        string id,
        IReadOnlyDictionary<string, double> parameters,
        IReadOnlyDictionary<string, double> before,
        string who,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var newest = await db.ModelConfigs.Where(row => row.StoreId == store.Id.Value && row.Model == id).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 1;
        var text = JsonSerializer.Serialize(parameters);
        db.ModelConfigs.Add(new AttributionModelConfigRow { StoreId = store.Id.Value, Model = id, Version = newest + 1, Parameters = text, CreatedAt = now, CreatedBy = who });
        await AuditLog.Append(db, store.Id, who, "model.changed", $"{id} {JsonSerializer.Serialize(before)}", $"{id} {text}", now, cancellationToken);
    }

    private async Task<StoreModel> Current(StoreSettings store, string id, CancellationToken cancellationToken) =>
        (await models.Described(store.Id, cancellationToken)).First(model => model.Description.Id == id);
}
