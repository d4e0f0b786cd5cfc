using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Models;

/// <summary>What an admin does to a store's models. A change is a new version: orders keep the one they were credited under.</summary>
internal sealed class ModelCommands(CommandDoor commands, ModelDirectory models)
{
    /// <summary>Puts parameters in force for orders from now on; answers the version's number. Errors stand under the parameter's name.</summary>
    public async Task<Outcome<int>> Change(StoreUser caller, string model, IReadOnlyDictionary<string, double> parameters, CancellationToken cancellationToken)
    {
        var outcome = await commands.Run(
            caller,
            Roles.Admin,
            act => ModelCatalog.Create(model, parameters) switch
            {
                ModelCreation.Refused refused => Task.FromResult(Outcome<int>.Refuse(refused.Errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value)))),
                _ => ChangeIn(act, model, JsonSerializer.Serialize(parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary())),
            },
            cancellationToken);
        if (outcome.IsDone)
        {
            await models.Reload(cancellationToken);
        }

        return outcome;
    }

    private static async Task<Outcome<int>> ChangeIn(Act act, string model, string parameters)
    {
        var last = await act.Db.ModelConfigs
            .Where(config => config.StoreId == act.Store.Value && config.Model == model)
            .OrderByDescending(config => config.Version)
            .FirstOrDefaultAsync();
        var version = (last?.Version ?? 1) + 1;
        act.Db.ModelConfigs.Add(new AttributionModelConfigRow
        {
            StoreId = act.Store.Value,
            Model = model,
            Version = version,
            Parameters = parameters,
            CreatedAt = act.Now,
            CreatedBy = act.UserId,
        });
        await act.Audit("model.changed", $"{model} {last?.Version ?? 1} {last?.Parameters ?? "{}"}", $"{model} {version} {parameters}");
        return Outcome<int>.Done(version);
    }
}
