using Attribution.Domain.Paths;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Paths;

/// <summary>How journeys go through their first steps, with those that ended without an order.</summary>
internal static class PathFlows
{
    public const int MostNodes = 8;

    /// <summary>The flow of orders alone.</summary>
    /// <param name="without">Why there is nothing else in it.</param>
    public static PathTransitions OfOrders(PathBook book, string without, int mostNodes = MostNodes)
    {
        var flow = PathFlow.Of(book.Flow(counted: false), DropOuts.Steps, mostNodes);
        return new PathTransitions(flow.Journeys, flow.Journeys, null, null, null, without, LinksOf(flow));
    }

    /// <summary>The flow of the days whose drop-outs are counted; of orders alone where there is none, or where filters can't be applied to drop-outs.</summary>
    public static async Task<PathTransitions> WithDropOuts(
        AttributionDb db, ReportRequest request, PathOptions options, PathBook book, int mostNodes, CancellationToken cancellationToken)
    {
        if (!request.Filter.IsEmpty || !options.FitsDropOuts)
        {
            return OfOrders(book, "filters", mostNodes);
        }

        var days = book.WithDropOuts;
        if (days.Count == 0)
        {
            return OfOrders(book, "not_counted", mostNodes);
        }

        var (store, first, last) = (request.Store.Id.Value, request.Range.First, request.Range.Last);
        var dropOuts = await db.DropOutSnapshots.Where(row => row.StoreId == store && row.Date >= first && row.Date <= last)
            .GroupBy(row => row.Path)
            .Select(path => new { path.Key, Journeys = path.Sum(row => (long)row.Journeys) })
            .ToListAsync(cancellationToken);
        var filter = options.Filter;
        var tallies = dropOuts.Select(path => new FlowTally(ChannelPath.Steps(path.Key), 0, path.Journeys)).Where(tally => filter.Passes([.. tally.Steps])).ToList();
        var flow = PathFlow.Of([.. book.Flow(counted: true), .. tallies], DropOuts.Steps, mostNodes);
        var dropped = tallies.Sum(tally => tally.DropOuts);
        return new PathTransitions(flow.Journeys, flow.Journeys - dropped, dropped, days.Min(), days.Max(), null, LinksOf(flow));
    }

    private static IReadOnlyList<TransitionLink> LinksOf(PathFlow flow) => [.. flow.Links.Select(link => new TransitionLink(link.Step, link.From, link.To, link.Journeys))];
}
