using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>What an admin does to a store's history: explicit, audited runs that write beside what is there.</summary>
internal sealed class HistoryCommands(CommandDoor commands, StoreDirectory stores, ModelDirectory models, HistoryForecasts forecasts, HistoryRunner runner, TimeProvider clock)
{
    /// <summary>What a run would do now. Changes nothing.</summary>
    public async Task<Outcome<HistoryForecast>> Forecast(StoreUser caller, HistoryForm form, CancellationToken cancellationToken)
    {
        var store = await stores.Find(caller.Store, cancellationToken);
        return await commands.Look(
            caller,
            Roles.Admin,
            async db =>
            {
                // Why is asked once the numbers are known.
                var faults = form.Faults(store!.Today(clock)).Where(fault => fault.Key != nameof(HistoryForm.Reason)).ToDictionary();
                return faults.Count > 0
                    ? Outcome<HistoryForecast>.Refuse(faults)
                    : Outcome<HistoryForecast>.Done(await forecasts.Of(db, store, await Run(form, store, caller, cancellationToken), cancellationToken));
            },
            cancellationToken);
    }

    /// <summary>Starts a run under the rules or models in force; answers its id.</summary>
    public async Task<Outcome<Guid>> Start(StoreUser caller, HistoryForm form, CancellationToken cancellationToken)
    {
        var store = await stores.Find(caller.Store, cancellationToken);
        return await commands.Run(caller, Roles.Admin, act => StartIn(act, store!, form, cancellationToken), cancellationToken).Then(() => runner.Wake());
    }

    /// <summary>Lets a run that failed go on where it stopped.</summary>
    public Task<Outcome<Nothing>> GoOn(StoreUser caller, Guid id, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => GoOnIn(act, id), cancellationToken).Then(() => runner.Wake());

    private async Task<Outcome<Guid>> StartIn(Act act, StoreSettings store, HistoryForm form, CancellationToken cancellationToken)
    {
        if (form.Faults(store.Today(clock)) is { Count: > 0 } faults)
        {
            return Outcome<Guid>.Refuse(faults);
        }

        if (await act.Db.HistoryRuns.AnyAsync(row => row.StoreId == act.Store.Value && row.Status == HistoryStates.Running, cancellationToken))
        {
            return Outcome<Guid>.Refuse("", "A run over history is under way. Start this one when it is done.");
        }

        var run = await Run(form, store, new StoreUser(null!, act.Store), cancellationToken, act.UserId);
        run.Total = await HistoryReads.OrdersOf(act.Db, store, run).LongCountAsync(cancellationToken)
            + (run.Kind == HistoryKinds.Channels ? await HistoryReads.Of(act.Db, store, run).LongCountAsync(cancellationToken) : 0);
        act.Db.HistoryRuns.Add(run);
        await act.Audit($"history.{run.Kind}", "", Told(run));
        return Outcome<Guid>.Done(run.RunId);
    }

    private static async Task<Outcome<Nothing>> GoOnIn(Act act, Guid id)
    {
        var runs = await act.Db.HistoryRuns.AsTracking().Where(row => row.StoreId == act.Store.Value).ToListAsync();
        var run = runs.Find(row => row.RunId == id);
        if (run is not { Status: HistoryStates.Failed } || runs.Exists(row => row.CreatedAt > run.CreatedAt))
        {
            return Outcome<Nothing>.Refuse("", "Only the latest run can go on, and only where it failed. Start a new one.");
        }

        (run.Status, run.Error, run.EndedAt, run.Retries) = (HistoryStates.Running, null, null, 0);
        await act.Audit($"history.{run.Kind}_again", "", Told(run));
        return Outcome<Nothing>.Done(default);
    }

    private async Task<HistoryRunRow> Run(HistoryForm form, StoreSettings store, StoreUser caller, CancellationToken cancellationToken, string? by = null) =>
        form.RunOf(store, (await models.Described(store.Id, cancellationToken)).Where(model => !model.IsArchived).Select(model => model.Configured), by ?? caller.UserId ?? "", clock.GetUtcNow());

    private static string Told(HistoryRunRow run) =>
        $"{run.RunId}: from {run.From:O} under {(run.Kind == HistoryKinds.Channels ? $"rules {run.RuleVersion}" : run.Models)}{(run.IncludeSealed ? ", sealed days too" : "")}{(run.Reason.Length > 0 ? $": {run.Reason}" : "")}";
}
