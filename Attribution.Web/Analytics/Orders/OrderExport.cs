using System.Text;
using Attribution.Web.Components;
using Attribution.Web.Http;

namespace Attribution.Web.Analytics.Orders;

/// <summary>The list of orders as a file: every row and column under the filters of the page, in full precision.</summary>
internal static class OrderExport
{
    public const string Address = "/exports/orders.csv";

    private const int Part = 1_000;

    private static readonly string[] Columns =
        ["orderId", "occurredAt", "type", "status", "value", "refunded", "currency", "matchedBy", "verified", "touches", "firstTouch", "lastTouch"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, Get).ExcludeFromDescription();

    /// <summary>Where the list of an address is found as a file.</summary>
    public static string Of(ReportUrl url, string search) =>
        Address + url.ToQuery() + (search.Length > 0 ? $"{(url.ToQuery().Length > 0 ? '&' : '?')}q={Uri.EscapeDataString(search)}" : "");

    private static async Task Get(HttpContext context, ReportFiles files, OrderQueries queries, CancellationToken cancellationToken)
    {
        if (await files.Read(context, cancellationToken) is not { } file)
        {
            return;
        }

        file.Begin(context.Response, "orders");
        await Write(context, new OrderListRequest(file.Store, file.Days, file.Url, OrderListRequest.IdOf(context.Request.Query["q"]), null), queries, cancellationToken);
    }

    // A part at a time: a store's orders of years need not fit into memory.
    private static async Task Write(HttpContext context, OrderListRequest request, OrderQueries queries, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(Csv.Write(new CsvTable(Columns, [])), Encoding.UTF8, cancellationToken);
        for (var at = request; ;)
        {
            var page = await queries.Page(at, Part, cancellationToken);
            await context.Response.WriteAsync(Csv.Lines(page.Rows.Select(row => Cells(request, row))), Encoding.UTF8, cancellationToken);
            if (OrderCursor.Read(page.Next) is not { } next)
            {
                return;
            }

            at = at with { After = next };
        }
    }

    private static object?[] Cells(OrderListRequest request, OrderLine row)
    {
        var currency = request.Store.Currency;
        return
        [
            row.OrderId, row.OccurredAt.UtcDateTime, row.Type, row.Status, Analytics.Cells.Major(row.ValueMinor, currency), Analytics.Cells.Major(row.RefundedMinor, currency), currency.Code,
            row.MatchedBy, row.IsUnverified ? "false" : "true", row.Touches, row.FirstChannel, row.LastChannel,
        ];
    }
}
