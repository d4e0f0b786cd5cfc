using Attribution.Web.Analytics.Paths;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

internal static class ReportEndpoints
{
    private const int MaxRows = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/analytics/attribution").WithTags("Reports").RequireAuthorization(Policies.Read);
        Report<OverviewReport>(["overview", "summary"], "Overview", "Totals, the same for the previous period, and a series by day", path => reports.MapGet(path, Overview));
        Report<ChannelsReport>(["by-channel", "channels"], "Channels", "A row a channel; with series=true also by day", path => reports.MapGet(path, Channels));
        Report<ModelsReport>(["models-compare", "compare"], "Models", "A row a channel with every model's orders and revenue, the difference of a pair, and the former range", path => reports.MapGet(path, Models));
        PathEndpoints.Map(reports);
        Report<CampaignsReport>(["campaigns"], "Campaigns", "A row a channel, source, medium and campaign", path => reports.MapGet(path, Campaigns));
        reports.MapGet("/journeys/{orderId}", Journey).WithName("GetJourney").WithSummary("One order: its touches, every model's credit, and the reason in words")
            .Answers<JourneyReport>();
    }

    /// <summary>Maps a report under each of its paths.</summary>
    /// <param name="map">Maps one path to its handler, which must stand there by name: the compiler writes the endpoint's code.</param>
    internal static void Report<T>(string[] paths, string name, string summary, Func<string, RouteHandlerBuilder> map)
    {
        for (var i = 0; i < paths.Length; i++)
        {
            map("/" + paths[i]).WithName($"Report{name}{(i > 0 ? "Alias" : "")}").WithSummary(summary + (i > 0 ? $" (alias of {paths[0]})" : ""))
                .Answers<T>().WithMetadata(new ReportQueryParameters(name));
        }
    }

    private static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<T>(StatusCodes.Status200OK, "application/json", Csv.MediaType)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<IResult> Overview(HttpContext context, StoreAccess access, ReportQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(context, access, clock, _ => true, (request, _) => queries.Overview(request, cancellationToken), ReportCsv.Of, cancellationToken);

    private static Task<IResult> Channels(HttpContext context, StoreAccess access, ReportQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(
            context, access, clock, parameters => parameters.Flag("series"), (request, series) => queries.Channels(request, series, cancellationToken), ReportCsv.Of, cancellationToken);

    private static Task<IResult> Models(HttpContext context, StoreAccess access, ReportQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(context, access, clock, parameters => parameters.Compared(), (request, options) => queries.Models(request, options, cancellationToken), ReportCsv.Of, cancellationToken);

    private static Task<IResult> Campaigns(HttpContext context, StoreAccess access, ReportQueries queries, TimeProvider clock, CancellationToken cancellationToken) =>
        Answer(
            context,
            access,
            clock,
            parameters => parameters.Number("limit", MaxRows, MaxRows),
            (request, limit) => queries.Campaigns(request, limit, cancellationToken),
            ReportCsv.Of,
            cancellationToken);

    private static async Task<IResult> Journey(string orderId, HttpContext context, StoreAccess access, ReportQueries queries, CancellationToken cancellationToken) =>
        await access.StoreOf(context, cancellationToken) is { } store && await queries.Journey(store, PathText.Of(context, orderId), cancellationToken) is { } journey
            ? Told(context, journey, ReportCsv.Of)
            : Problem.NotFound();

    internal static async Task<IResult> Answer<T, TOptions>(
        HttpContext context,
        StoreAccess access,
        TimeProvider clock,
        Func<ReportParameters, TOptions> read,
        Func<ReportRequest, TOptions, Task<T>> ask,
        Func<T, CsvTable> table,
        CancellationToken cancellationToken)
        where T : Report
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var parameters = new ReportParameters(context.Request.Query, store);
        var (request, options) = (parameters.Request(clock), read(parameters));
        return parameters.Errors.Count > 0 ? Problem.Validation("The report was not understood", parameters.Errors) : Told(context, await ask(request, options), table);
    }

    private static ReadAnswer<T> Told<T>(HttpContext context, T report, Func<T, CsvTable> table)
        where T : Report
    {
        context.Response.Headers["X-Cache"] = report.FromCache ? "hit" : "miss";
        return new ReadAnswer<T>(report, report.Version, table);
    }
}

/// <summary>Says, for the description of the API, which query parameters an endpoint reads.</summary>
/// <param name="Report">The report's name.</param>
internal sealed record ReportQueryParameters(string Report);
