using System.Globalization;
using System.Text;
using Attribution.Web.Analytics.Orders;
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
            routes.MapGet(AddressOf(table), (HttpContext context, StoreAccess access, OrderQueries orders, PathQueries paths, TimeProvider clock, CancellationToken cancellationToken) =>
                Get(table, context, access, orders, paths, clock, cancellationToken)).ExcludeFromDescription();
        }
    }

    /// <summary>Where a table of the page is found as a file.</summary>
    public static string Of(string table, ReportUrl url) => AddressOf(table) + url.ToQuery();

    private static string AddressOf(string table) => $"/exports/{table}.csv";

    private static async Task Get(string table, HttpContext context, StoreAccess access, OrderQueries orders, PathQueries paths, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is not { Store: { } store })
        {
            await Problem.NotFound().ExecuteAsync(context);
            return;
        }

        var scope = new ReportScope(store.Today(clock), await orders.FirstDay(store, cancellationToken), []);
        var url = ReportUrlReader.Read(context.Request.QueryString.Value ?? "", scope).Url;
        var days = scope.DaysOf(url);
        var study = await paths.Study(new ReportRequest(store, days, store.DefaultModel, ReportFilter.Of(url)), PathsView.OptionsOf(url), cancellationToken);
        context.Response.ContentType = $"{Csv.MediaType}; charset=utf-8";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{table}-{store.Key}-{days.First:yyyy-MM-dd}-{days.Last:yyyy-MM-dd}.csv\"");
        context.Response.Headers.CacheControl = "private, no-store";
        await context.Response.WriteAsync(Csv.Write(Tables[table](study)), Encoding.UTF8, cancellationToken);
    }
}
