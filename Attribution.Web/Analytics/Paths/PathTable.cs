using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The top paths of a range.</summary>
internal static class PathTable
{
    /// <summary>The first rows with their credits under the report's model.</summary>
    public static async Task<IReadOnlyList<PathFigures>> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var top = (await PathBook.Read(db, request, options, cancellationToken)).Top(options.Limit, sources: true);
        await using var credits = new PathCredits(db, request);
        var sums = await credits.Of(top, cancellationToken);
        return [.. top.Select((path, i) => Figures(request, path) with { Credits = SharesOf(path.Steps, sums[i]) })];
    }

    /// <summary>A path's figures without credits.</summary>
    public static PathFigures Figures(ReportRequest request, ListedPath path) => new(
        path.Steps,
        path.Orders,
        Cells.Major(path.RevenueMinor, request.Store.Currency),
        path.Orders > 0 ? Math.Round((decimal)path.TouchesSum / path.Orders, 2) : null,
        path.Times.Median is { } median ? Math.Round(median.TotalHours, 2) : null,
        new Dictionary<string, decimal>());

    // Millionths of one order, which add up to exactly 1.
    private static Dictionary<string, decimal> SharesOf(IReadOnlyList<string> steps, IReadOnlyDictionary<string, long> sums)
    {
        string[] channels = [.. steps.Distinct().Where(sums.ContainsKey), .. sums.Keys.Except(steps).Order(StringComparer.Ordinal)];
        if (channels.Length == 0)
        {
            return [];
        }

        var shares = LargestRemainder.Split(1_000_000, [.. channels.Select(channel => sums[channel])]);
        return channels.Zip(shares).ToDictionary(pair => pair.First, pair => Cells.Millionths(pair.Second));
    }
}
