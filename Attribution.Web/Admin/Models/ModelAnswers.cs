using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>A model as a store has it now.</summary>
/// <param name="Kind"><c>rule_based</c>, <c>custom</c> or <c>data_driven</c>.</param>
/// <param name="Status"><c>active</c>, or <c>archived</c>: not offered, and no new order is credited under it.</param>
/// <param name="Version">Of the parameters; orders keep the version they were credited under.</param>
/// <param name="Parameters">In force, by name; of <c>custom</c> those of its base.</param>
/// <param name="Settings">What can be set, and within what.</param>
internal sealed record ModelAnswer(
    string Id,
    string Name,
    string Summary,
    string UseWhen,
    string Kind,
    string Status,
    bool IsDefault,
    int Version,
    DateTime? ChangedAt,
    IReadOnlyDictionary<string, double> Parameters,
    IReadOnlyList<ModelParameter> Settings)
{
    /// <summary>Model whose weights are multiplied; only of <c>custom</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base { get; init; }

    /// <summary>Rules in order; only of <c>custom</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WeightRuleText>? Rules { get; init; }

    public static ModelAnswer Of(StoreModel model, StoreSettings store)
    {
        var custom = model.Description.Id == ModelIds.Custom;
        return new(
            model.Description.Id,
            model.Description.Name,
            model.Description.Summary,
            model.Description.UseWhen,
            model.Kind,
            model.IsArchived ? "archived" : "active",
            model.Description.Id == store.DefaultModel,
            model.Configured.Version,
            model.ChangedAt?.UtcDateTime,
            model.Definition.Parameters,
            custom ? ModelCatalog.Find(model.Definition.Base)!.Parameters : model.Description.Parameters)
        {
            Base = custom ? model.Definition.Base : null,
            Rules = custom ? model.Definition.Rules : null,
        };
    }
}

/// <summary>Every model of a store.</summary>
internal sealed record ModelList(IReadOnlyList<ModelAnswer> Items, string? NextCursor)
{
    public CsvTable ToTable() => new(
        ["id", "name", "kind", "status", "version", "parameters"],
        Items.Select(item => (IReadOnlyList<object?>)[item.Id, item.Name, item.Kind, item.Status, item.Version, JsonSerializer.Serialize(item.Parameters)]));
}

/// <summary>A version of a model. <c>changedAt</c> and <c>changedBy</c> are null for the defaults.</summary>
internal sealed record ModelVersionAnswer(int Version, bool InForce, DateTime? ChangedAt, string? ChangedBy, string Note, IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>Only of <c>custom</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base { get; init; }

    /// <summary>Only of <c>custom</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WeightRuleText>? Rules { get; init; }
}

/// <summary>A page of a model's versions.</summary>
internal sealed record ModelVersionList(IReadOnlyList<ModelVersionAnswer> Items, string? NextCursor)
{
    public static ModelVersionList Of(IReadOnlyList<ModelVersion> versions, int skip, int limit) => new(
        [.. versions.Skip(skip).Take(limit).Select(version => Of(version, version == versions[0]))],
        skip + limit < versions.Count ? Cursor.Of(skip + limit) : null);

    public CsvTable ToTable() => new(
        ["version", "changed_at", "changed_by", "note", "parameters"],
        Items.Select(item => (IReadOnlyList<object?>)[item.Version, item.ChangedAt, item.ChangedBy, item.Note, JsonSerializer.Serialize(item.Parameters)]));

    private static ModelVersionAnswer Of(ModelVersion version, bool inForce) =>
        new(version.Version, inForce, version.At?.UtcDateTime, version.By, version.Note, version.Definition.Parameters)
        {
            Base = version.Definition.Base.Length > 0 ? version.Definition.Base : null,
            Rules = version.Definition.Base.Length > 0 ? version.Definition.Rules : null,
        };
}
