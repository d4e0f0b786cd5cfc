using Attribution.Web.Analytics.Paths;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Overview;

/// <summary>Reads what the overview shows through the cache of reports, each part on its own.</summary>
internal sealed partial class OverviewReader(ReportQueries queries, DayStates days, StoreDirectory stores, ILogger<OverviewReader> log)
{
    private const int PathRows = 60;
    private const int CampaignRows = 200;

    /// <param name="view">Of a store that the caller may see.</param>
    /// <param name="inTurn">One after the other on this thread, for figures that are in the cache already; else side by side.</param>
    /// <param name="cancellationToken">Ends it when the page is left.</param>
    public async Task<OverviewFigures> Read(ReportView view, bool inTurn, CancellationToken cancellationToken)
    {
        var store = await stores.Find(view.Store.Id, cancellationToken) ?? throw new InvalidOperationException("The store is gone.");
        var request = new ReportRequest(store, view.Days, view.Model.Id, FilterOf(view.Url));
        var overview = Part("totals", inTurn, () => queries.Overview(request, cancellationToken));
        var channels = Part("channels", inTurn, async () => new ChannelDays(
            await queries.Channels(request, series: true, cancellationToken),
            await queries.Channels(request with { Range = view.Days.Previous }, series: true, cancellationToken)));
        var models = Part("models", inTurn, () => queries.Models(request, cancellationToken));
        var paths = Part("paths", inTurn, () => queries.Paths(request, new PathOptions(PathRows, Collapse: true), cancellationToken));
        var campaigns = Part("campaigns", inTurn, () => queries.Campaigns(request with { Filter = ReportFilter.None }, CampaignRows, cancellationToken));
        var state = Part("days", inTurn, () => days.Read(store.Id, view.Days, cancellationToken));
        return new(await overview, await channels, await models, await paths, await campaigns, await state);
    }

    private static ReportFilter FilterOf(ReportUrl url) => new(
        [.. url.ValuesOf("channel")], [.. url.ValuesOf("source")], [.. url.ValuesOf("medium")], [.. url.ValuesOf("campaign")], [.. url.ValuesOf("conversionType")]);

    private async Task<Part<T>> Part<T>(string name, bool inTurn, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return new(await (inTurn ? read() : Task.Run(read)), null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var reference = Problem.NewReference();
            Failed(failure, name, reference);
            return new(null, reference);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Part} of the overview could not be read, reference {Reference}")]
    private partial void Failed(Exception failure, string part, string reference);
}
