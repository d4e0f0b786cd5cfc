using Attribution.Domain.Models;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>A model as a store has it in force.</summary>
/// <param name="Model">What it is and does.</param>
/// <param name="Version">Of the store's parameters, from 1.</param>
/// <param name="Parameters">Values by name.</param>
public sealed record ModelInForce(ModelDescription Model, int Version, IReadOnlyDictionary<string, double> Parameters);

/// <summary>The models of a store, in the catalogue's order.</summary>
public sealed record ModelsInForce(IReadOnlyList<ModelInForce> All);

/// <summary>Everything the page of models shows, read at once.</summary>
/// <param name="Campaigns">Unfiltered: what can be filtered by.</param>
public sealed record ComparingFigures(Part<ModelsReport> Report, Part<ModelsInForce> Models, Part<CampaignsReport> Campaigns, Part<DayState> Days);

/// <summary>Reads what the page of models shows through the cache of reports.</summary>
internal sealed class ComparingReader(ReportQueries queries, DayStates days, StoreDirectory stores, ModelDirectory models, PartReader parts)
{
    private const int CampaignRows = 200;

    /// <param name="view">Of a store that the caller may see.</param>
    /// <param name="inTurn">One after the other on this thread, for figures that are in the cache already; else side by side.</param>
    /// <param name="cancellationToken">Ends it when the page is left.</param>
    public async Task<ComparingFigures> Read(ReportView view, bool inTurn, CancellationToken cancellationToken)
    {
        var store = await stores.Find(view.Store.Id, cancellationToken) ?? throw new InvalidOperationException("The store is gone.");
        var request = new ReportRequest(store, view.Days, view.Model.Id, ReportFilter.Of(view.Url));
        var report = parts.Read("comparison", inTurn, () => queries.Models(request, ModelChoice.Of(view).Options, cancellationToken));
        var described = parts.Read("models", inTurn, async () => new ModelsInForce(
            [.. (await models.Described(store.Id, cancellationToken)).Where(model => !model.IsArchived).Select(model => new ModelInForce(model.Description, model.Configured.Version, model.Parameters))]));
        var campaigns = parts.Read("campaigns", inTurn, () => queries.Campaigns(request with { Filter = ReportFilter.None }, CampaignRows, cancellationToken));
        var state = parts.Read("days", inTurn, () => days.Read(store.Id, view.Days, cancellationToken));
        return new(await report, await described, await campaigns, await state);
    }
}
