using Attribution.Web.Http;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What the API tells of paths.</summary>
internal static class PathEndpoints
{
    private const int MaxRows = 1_000;
    private const int MaxNodes = 50;
    private const int FewestNodes = 4;

    public static void Map(RouteGroupBuilder reports)
    {
        ReportEndpoints.Report<PathsReport>(["paths"], "Paths", "Top conversion paths", path => reports.MapGet(path, Paths));
        ReportEndpoints.Report<PathSpreadReport>(["path-lengths"], "PathLengths", "How many touches and days lead to an order, and the times between touches", path => reports.MapGet(path, Lengths));
        ReportEndpoints.Report<PathRolesReport>(["path-roles"], "PathRoles", "How often each channel begins, assists and ends the way to an order", path => reports.MapGet(path, Roles));
        ReportEndpoints.Report<PathOverlapReport>(["path-overlap"], "PathOverlap", "Which channels meet on the way to one order", path => reports.MapGet(path, Overlap));
        ReportEndpoints.Report<PathTransitionsReport>(["path-transitions"], "PathTransitions", "How journeys go through their first four steps, with those that ended without an order", path => reports.MapGet(path, Transitions));
    }

    /// <summary>The options that all of them share.</summary>
    public static PathOptions OptionsOf(ReportParameters parameters) => new(parameters.Number("limit", PathOptions.Standard, MaxRows), parameters.Flag("collapse"))
    {
        Contains = parameters.Values("pathContains"),
        Starts = parameters.Values("pathStarts"),
        Ends = parameters.Values("pathEnds"),
    };

    private static Task<IResult> Paths(HttpContext context, StoreAccess access, ReportQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        ReportEndpoints.Answer(context, access, clock, OptionsOf, (request, options) => queries.Paths(request, options, cancellationToken), ReportCsv.Of, cancellationToken);

    private static Task<IResult> Lengths(HttpContext context, StoreAccess access, PathQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Told(context, access, queries, clock, study => new PathSpreadReport(study.Head, study.Spread), PathCsv.Of, cancellationToken);

    private static Task<IResult> Roles(HttpContext context, StoreAccess access, PathQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Told(context, access, queries, clock, study => new PathRolesReport(study.Head) { Orders = study.Spread.Orders, Channels = study.Roles }, PathCsv.Of, cancellationToken);

    private static Task<IResult> Overlap(HttpContext context, StoreAccess access, PathQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Told(
            context,
            access,
            queries,
            clock,
            study => new PathOverlapReport(study.Head) { Orders = study.Spread.Orders, Channels = study.OverlapChannels, Pairs = study.OverlapPairs },
            PathCsv.Of,
            cancellationToken);

    private static Task<IResult> Transitions(HttpContext context, StoreAccess access, PathQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        ReportEndpoints.Answer(
            context,
            access,
            clock,
            parameters => (Options: OptionsOf(parameters), Nodes: Math.Max(FewestNodes, parameters.Number("nodes", PathFlows.MostNodes, MaxNodes)), DropOuts: parameters.Flag("dropOuts", standard: true)),
            (request, asked) => queries.Transitions(request, asked.Options, asked.Nodes, asked.DropOuts, cancellationToken),
            PathCsv.Of,
            cancellationToken);

    // A part of the study, which is read and kept once for all of them.
    private static Task<IResult> Told<T>(
        HttpContext context, StoreAccess access, PathQueries queries, TimeProvider clock, Func<PathStudy, T> part, Func<T, CsvTable> table, CancellationToken cancellationToken)
        where T : Report =>
        ReportEndpoints.Answer(
            context,
            access,
            clock,
            OptionsOf,
            async (request, options) =>
            {
                var study = await queries.Study(request, options, cancellationToken);
                return (T)((Report)part(study) with { Version = study.Version, FromCache = study.FromCache });
            },
            table,
            cancellationToken);
}
