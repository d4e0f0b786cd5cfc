using System.Text;
using Attribution.Web.Components;
using Attribution.Web.Http;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The tables of the page of paths as files: every row, under the filters of the page, in full precision.</summary>
internal static class PathExport
{
    private static readonly Dictionary<string, Func<PathStudy, CsvTable>> Tables = new(StringComparer.Ordinal)
    {
        ["paths"] = study => new(
            ["path", "orders", "revenue", "averageTouches", "medianHoursToConvert"],
            study.Top.Select(row => (object?[])[string.Join(" > ", row.Path), row.Orders, row.Revenue, row.AverageTouches, row.MedianHoursToConvert])),
        ["path-roles"] = study => PathCsv.Of(new PathRolesReport(study.Head) { Orders = study.Spread.Orders, Channels = study.Roles }),
        ["path-overlap"] = study => PathCsv.Of(new PathOverlapReport(study.Head) { Orders = study.Spread.Orders, Channels = study.OverlapChannels, Pairs = study.OverlapPairs }),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var table in Tables.Keys)
        {
            routes.MapGet(AddressOf(table), (HttpContext context, ReportFiles files, PathQueries paths, CancellationToken cancellationToken) =>
                Get(table, context, files, paths, cancellationToken)).ExcludeFromDescription();
        }
    }

    /// <summary>Where a table of the page is found as a file.</summary>
    public static string Of(string table, ReportUrl url) => AddressOf(table) + url.ToQuery();

    private static string AddressOf(string table) => $"/exports/{table}.csv";

    private static async Task Get(string table, HttpContext context, ReportFiles files, PathQueries paths, CancellationToken cancellationToken)
    {
        if (await files.Read(context, cancellationToken) is not { } file)
        {
            return;
        }

        var request = new ReportRequest(file.Store, file.Days, file.Store.DefaultModel, ReportFilter.Of(file.Url));
        var study = await paths.Study(request, PathsView.OptionsOf(file.Url), cancellationToken);
        file.Begin(context.Response, table);
        await context.Response.WriteAsync(Csv.Write(Tables[table](study)), Encoding.UTF8, cancellationToken);
    }
}
