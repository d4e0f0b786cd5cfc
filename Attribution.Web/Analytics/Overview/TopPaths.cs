namespace Attribution.Web.Analytics.Overview;

/// <summary>The paths worth showing: those over several channels, as a single channel says no more than the channel table.</summary>
/// <param name="Several">Whether they are such; else there were none, and these are the top ones of all.</param>
internal sealed record TopPaths(IReadOnlyList<PathFigures> Paths, bool Several)
{
    private const int Most = 5;

    public static TopPaths Of(PathsReport report)
    {
        var several = report.Paths.Where(path => path.Path.Count > 1 && path.Orders > 0).Take(Most).ToList();
        return several.Count > 0 ? new(several, true) : new([.. report.Paths.Where(path => path.Path.Count > 0).Take(Most)], false);
    }
}
