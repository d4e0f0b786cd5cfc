using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>What an admin does to a store's models. A change is a new version: orders keep the one they were credited under.</summary>
internal sealed class ModelCommands(CommandDoor commands, ModelSettings settings, ModelPreviews previews, StoreDirectory stores)
{
    /// <summary>Puts a draft in force for orders from now on; answers the version's number. Errors stand under the field's name.</summary>
    public async Task<Outcome<int>> Save(StoreUser caller, ModelDraft draft, CancellationToken cancellationToken) => await settings.Seen(
        caller.Store,
        await commands.Run(
            caller,
            Roles.Admin,
            act => draft.Note.Trim().Length > ModelDraft.LongestNote
                ? Task.FromResult(Outcome<int>.Refuse("note", $"This has {draft.Note.Trim().Length} characters. Use at most {ModelDraft.LongestNote}."))
                : ModelSettings.Append(act.Db, act.Store, act.UserId, draft, act.Now),
            cancellationToken),
        cancellationToken);

    /// <summary>Puts a model away, or takes it back.</summary>
    public async Task<Outcome<Nothing>> Archive(StoreUser caller, string model, bool archived, CancellationToken cancellationToken) => await settings.Seen(
        caller.Store,
        await commands.Run(caller, Roles.Admin, act => ModelSettings.SetArchived(act.Db, act.Store, act.UserId, model, archived, act.Now), cancellationToken),
        cancellationToken);

    /// <summary>What a draft would have credited of the last days. Changes nothing.</summary>
    /// <param name="progress">Told how far it is.</param>
    public async Task<Outcome<ModelPreview>> Preview(StoreUser caller, ModelDraft draft, Action<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        var allowed = await commands.Look(caller, Roles.Admin, _ => Task.FromResult(Outcome<Nothing>.Done(default)), cancellationToken);
        if (!allowed.IsDone || await stores.Find(caller.Store, cancellationToken) is not { } store)
        {
            return Outcome<ModelPreview>.Forbidden;
        }

        return draft.Create([.. store.OwnChannels.Select(channel => channel.Id)]) switch
        {
            ModelCreation.Refused refused => Outcome<ModelPreview>.Refuse(refused.Errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value))),
            ModelCreation.Created created => Outcome<ModelPreview>.Done(await previews.Of(store, created.Model, draft.Fingerprint, progress, cancellationToken)),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }
}
