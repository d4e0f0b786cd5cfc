using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Models;

/// <summary>A version of a model.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Definition">What it set, with the defaults of what it left out.</param>
/// <param name="At">When it was saved; null for the defaults.</param>
/// <param name="By">Who saved it; null for the defaults.</param>
/// <param name="Note">Why; empty where nothing was said.</param>
public sealed record ModelVersion(int Version, ModelDefinition Definition, DateTimeOffset? At, string? By, string Note);

/// <summary>Reads which versions a store's models had.</summary>
internal sealed class ModelVersionQueries(Database database)
{
    /// <summary>Every version of a model, the one in force first; the last is the defaults, where the model has any.</summary>
    public async Task<IReadOnlyList<ModelVersion>> Of(StoreId store, string model, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.ModelConfigs.Where(row => row.StoreId == store.Value && row.Model == model).OrderByDescending(row => row.Version).ToListAsync(cancellationToken);
        List<string> ids = [.. rows.Select(row => row.CreatedBy).Distinct()];
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email!, cancellationToken);
        var known = ModelCatalog.Find(model)!;
        IEnumerable<ModelVersion> saved = rows.Select(row => new ModelVersion(
            row.Version, ModelDirectory.InForce(known, ModelDefinition.Read(model, row.Parameters)), row.CreatedAt, Who(row.CreatedBy, names), row.Note));
        return model == ModelIds.Custom
            ? [.. saved]
            : [.. saved, new ModelVersion(1, ModelDirectory.InForce(known, new ModelDefinition(new Dictionary<string, double>())), null, null, "")];
    }

    // A key is named as the audit log names it.
    private static string Who(string id, Dictionary<string, string> names) =>
        names.GetValueOrDefault(id) ?? (id.StartsWith("key ", StringComparison.Ordinal) ? "An API key" : "A removed user");
}
