using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>What an admin does to a store's models. A change is a new version: orders keep the one they were credited under.</summary>
internal sealed class ModelCommands(CommandDoor commands, ModelSettings settings, StoreDirectory stores)
{
    /// <summary>Puts parameters in force for orders from now on; answers the version's number. Errors stand under the parameter's name.</summary>
    public async Task<Outcome<int>> Change(StoreUser caller, string model, IReadOnlyDictionary<string, double> parameters, CancellationToken cancellationToken)
    {
        // The role first: what is wrong with a form is no business of who may not send it.
        var allowed = await commands.Run(caller, Roles.Admin, _ => Task.FromResult(Outcome<int>.Done(0)), cancellationToken);
        if (!allowed.IsDone || await stores.Find(caller.Store, cancellationToken) is not { } store)
        {
            return allowed;
        }

        return await settings.Change(store, model, parameters, caller.UserId!, cancellationToken) switch
        {
            ModelChange.Done done => Outcome<int>.Done(done.Model.Configured.Version),
            ModelChange.Refused refused => Outcome<int>.Refuse(refused.Errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value))),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }
}
