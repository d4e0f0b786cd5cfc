using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>Reports out of snapshots. Nothing here splits an order: it sums what was stored.</summary>
internal sealed class ReportQueries(Database database, TimeProvider clock)
{
    public Task<OverviewReport> Overview(ReportRequest request, CancellationToken cancellationToken) => throw new NotSupportedException($"{database} {clock}");

    public Task<ChannelsReport> Channels(ReportRequest request, bool series, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ModelsReport> Models(ReportRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PathsReport> Paths(ReportRequest request, PathOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CampaignsReport> Campaigns(ReportRequest request, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>One order of a store; null where there is none of that id.</summary>
    public Task<JourneyReport?> Journey(StoreSettings store, string orderId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
