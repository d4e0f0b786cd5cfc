using Attribution.Web.Analytics.Paths;
using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Overview;

/// <summary>Reads what the overview shows through the cache of reports, each part on its own.</summary>
internal sealed class OverviewReader(ReportQueries queries, DayStates days, StoreDirectory stores, PartReader parts)
{
    private const int PathRows = 60;
    private const int CampaignRows = 200;

    /// <param name="view">Of a store that the caller may see.</param>
    /// <param name="inTurn">One after the other on this thread, for figures that are in the cache already; else side by side.</param>
    /// <param name="cancellationToken">Ends it when the page is left.</param>
    public async Task<OverviewFigures> Read(ReportView view, bool inTurn, CancellationToken cancellationToken)
    {
        var store = await stores.Find(view.Store.Id, cancellationToken) ?? throw new InvalidOperationException("The store is gone.");
        var request = new ReportRequest(store, view.Days, view.Model.Id, ReportFilter.Of(view.Url));
        var overview = parts.Read("totals", inTurn, () => queries.Overview(request, cancellationToken));
        var channels = parts.Read("channels", inTurn, async () => new ChannelDays(
            await queries.Channels(request, series: true, cancellationToken),
            await queries.Channels(request with { Range = view.Days.Previous }, series: true, cancellationToken)));
        var models = parts.Read("models", inTurn, () => queries.Models(request, new ModelOptions(request.Store.ActiveModels), cancellationToken));
        var paths = parts.Read("paths", inTurn, () => queries.Paths(request, new PathOptions(PathRows, Collapse: true), cancellationToken));
        var campaigns = parts.Read("campaigns", inTurn, () => queries.Campaigns(request with { Filter = ReportFilter.None }, CampaignRows, cancellationToken));
        var state = parts.Read("days", inTurn, () => days.Read(store.Id, view.Days, cancellationToken));
        return new(await overview, await channels, await models, await paths, await campaigns, await state);
    }
}
