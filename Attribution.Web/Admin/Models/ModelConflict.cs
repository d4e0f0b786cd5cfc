using Attribution.Domain.Models;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>What others saved of a model since a draft of it was begun: nothing is saved over it unseen.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="BasedOn">The version the draft began with; 0 for none.</param>
/// <param name="Began">What that version set.</param>
/// <param name="Newest">What is in force.</param>
public sealed record ModelConflict(string Model, int BasedOn, ModelDefinition Began, ModelVersion Newest)
{
    /// <summary>What stands between a draft and what is in force; null where the draft began with that.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="basedOn">The version the draft began with; 0 for none.</param>
    /// <param name="versions">The one in force first.</param>
    public static ModelConflict? Of(string model, int basedOn, IReadOnlyList<ModelVersion> versions) =>
        versions.Count == 0 || versions[0].Version == basedOn
            ? null
            : new ModelConflict(model, basedOn, versions.FirstOrDefault(version => version.Version == basedOn)?.Definition ?? ModelDirectory.InForce(ModelCatalog.Find(model)!, ModelForm.AsDelivered(model)), versions[0]);

    /// <summary>What the version in force sets otherwise than the one the draft began with.</summary>
    /// <param name="channelName">How the store calls a channel.</param>
    public IReadOnlyList<ModelDifference> Theirs(Func<string, string> channelName) => ModelDifference.Between(Model, Began, Newest.Definition, channelName);

    /// <summary>What a draft would set otherwise than the version in force.</summary>
    /// <param name="draft">With the defaults of what it leaves out.</param>
    /// <param name="channelName">How the store calls a channel.</param>
    /// <returns>Each with whether it would only take back what others set: the draft leaves it as it began.</returns>
    public IReadOnlyList<(ModelDifference Change, bool TakesBack)> Mine(ModelDefinition draft, Func<string, string> channelName)
    {
        var own = ModelDifference.Between(Model, Began, draft, channelName).Select(change => change.What).ToHashSet();
        return [.. ModelDifference.Between(Model, Newest.Definition, draft, channelName).Select(change => (change, !own.Contains(change.What)))];
    }
}
