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
    public static PathTransitions OfOrders(IEnumerable<PathLine> lines, string without, int mostNodes = MostNodes)
    {
        var flow = PathFlow.Of(Tallies(lines), DropOuts.Steps, mostNodes);
        return new PathTransitions(flow.Journeys, flow.Journeys, null, null, null, without, LinksOf(flow));
    }

    /// <summary>The flow of the days whose drop-outs are counted; of orders alone where there is none, or where filters can't be applied to drop-outs.</summary>
    public static async Task<PathTransitions> WithDropOuts(
        AttributionDb db, ReportRequest request, PathOptions options, IReadOnlyList<PathLine> lines, int mostNodes, CancellationToken cancellationToken)
    {
        if (!request.Filter.IsEmpty || !options.FitsDropOuts)
        {
            return OfOrders(lines, "filters", mostNodes);
        }

        var (store, first, last) = (request.Store.Id.Value, request.Range.First, request.Range.Last);
        var days = await db.SnapshotDays.Where(day => day.StoreId == store && day.Date >= first && day.Date <= last && day.DropOuts != null)
            .Select(day => day.Date).ToListAsync(cancellationToken);
        if (days.Count == 0)
        {
            return OfOrders(lines, "not_counted", mostNodes);
        }

        var dropOuts = await db.DropOutSnapshots.Where(row => row.StoreId == store && row.Date >= first && row.Date <= last)
            .GroupBy(row => row.Path)
            .Select(path => new { path.Key, Journeys = path.Sum(row => (long)row.Journeys) })
            .ToListAsync(cancellationToken);
        var counted = days.ToHashSet();
        var tallies = dropOuts.Select(path => new FlowTally(ChannelPath.Steps(path.Key), 0, path.Journeys)).Where(tally => options.Filter.Passes(tally.Steps)).ToList();
        var orders = Tallies(lines.Where(line => counted.Contains(line.Date)));
        var flow = PathFlow.Of([.. orders, .. tallies], DropOuts.Steps, mostNodes);
        var dropped = tallies.Sum(tally => tally.DropOuts);
        return new PathTransitions(flow.Journeys, flow.Journeys - dropped, dropped, days.Min(), days.Max(), null, LinksOf(flow));
    }

    // A year has a hundred thousand lines, and a few thousand ways to begin.
    private static List<FlowTally> Tallies(IEnumerable<PathLine> lines)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            sums[line.Shape.Head] = sums.GetValueOrDefault(line.Shape.Head) + line.Orders;
        }

        return [.. sums.Select(head => new FlowTally(ChannelPath.Steps(head.Key), head.Value, 0))];
    }

    private static IReadOnlyList<TransitionLink> LinksOf(PathFlow flow) => [.. flow.Links.Select(link => new TransitionLink(link.Step, link.From, link.To, link.Journeys))];
}
