namespace Attribution.Web.Analytics.Overview;

/// <summary>The paths worth showing: those over several channels, as a single channel says no more than the channel table.</summary>
/// <param name="Several">Whether they are such; else there were none, and these are the top ones of all.</param>
/// <param name="WithoutJourney">Orders that no touch came before; null where there are none.</param>
internal sealed record TopPaths(IReadOnlyList<PathFigures> Paths, bool Several, PathFigures? WithoutJourney)
{
    private const int Most = 5;

    public static TopPaths Of(PathsReport report)
    {
        var several = report.Paths.Where(path => path.Path.Count > 1 && path.Orders > 0).Take(Most).ToList();
        var without = report.Paths.FirstOrDefault(path => path is { Path.Count: 0, Orders: > 0 });
        return several.Count > 0 ? new(several, true, without) : new([.. report.Paths.Where(path => path.Path.Count > 0).Take(Most)], false, without);
    }
}
