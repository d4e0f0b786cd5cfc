using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>Everything the page of paths shows.</summary>
/// <param name="Channels">What can be filtered by, unfiltered.</param>
internal sealed record PathsFigures(Part<PathStudy> Study, Part<CampaignsReport> Campaigns, Part<DayState> Days);

/// <summary>Reads what the page of paths shows through the cache of reports, each part on its own.</summary>
internal sealed class PathsReader(PathQueries paths, ReportQueries queries, DayStates days, StoreDirectory stores, PartReader parts)
{
    private const int CampaignRows = 200;

    /// <param name="view">Of a store that the caller may see.</param>
    /// <param name="inTurn">One after the other on this thread, for figures that are in the cache already; else side by side.</param>
    /// <param name="cancellationToken">Ends it when the page is left.</param>
    public async Task<PathsFigures> Read(ReportView view, bool inTurn, CancellationToken cancellationToken)
    {
        var store = await stores.Find(view.Store.Id, cancellationToken) ?? throw new InvalidOperationException("The store is gone.");
        var request = new ReportRequest(store, view.Days, view.Model.Id, ReportFilter.Of(view.Url));
        var study = parts.Read("paths", inTurn, () => paths.Study(request, PathsView.OptionsOf(view.Url), cancellationToken));
        var campaigns = parts.Read("campaigns", inTurn, () => queries.Campaigns(request with { Filter = ReportFilter.None }, CampaignRows, cancellationToken));
        var state = parts.Read("days", inTurn, () => days.Read(store.Id, view.Days, cancellationToken));
        return new(await study, await campaigns, await state);
    }
}
