using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Orders;

/// <summary>What the list of orders shows.</summary>
/// <param name="Page">Its lines.</param>
/// <param name="Answer">In a sentence.</param>
/// <param name="Groups">Of the days in view.</param>
/// <param name="Filters">What can be filtered by, with how many orders each lets through.</param>
/// <param name="Elsewhere">As many days where there are orders; null where this is so already, or nowhere.</param>
public sealed record OrderListState(OrderPageRows Page, IReadOnlyList<OrderGroup> Groups, string Answer, IReadOnlyList<FilterDimension> Filters, ReportUrl? Elsewhere)
{
    private static readonly string[] NotCompleted = ["pending", "cancelled"];

    /// <param name="known">The groups of these days, where they were read already: leafing through a list counts nothing anew.</param>
    internal static async Task<OrderListState> Read(OrderListRequest request, ReportView view, OrderQueries queries, IReadOnlyList<OrderGroup>? known, CancellationToken cancellationToken)
    {
        var page = await queries.Page(request, OrderListRequest.PageSize, cancellationToken);
        var groups = known ?? await queries.Groups(request.Store, request.Days, cancellationToken);
        var nearest = page.Rows.Count == 0 && groups.Count == 0 && request.Search.Length == 0 ? await queries.Nearest(request.Store, request.Days, cancellationToken) : null;
        return new(
            page,
            groups,
            request.Search.Length > 0 ? Found(page, request) : Totals([.. groups.Where(group => group.Passes(request.Url))], request.Store, view.Formats),
            [.. Dimensions(groups, view).Where(dimension => dimension.Values.Count > 0)],
            EmptyReason.SameLength(nearest is { } at ? request.Store.Calendar.DayOf(at) : null, view));
    }

    private static string Found(OrderPageRows page, OrderListRequest request) => page switch
    {
        { Rows: [] } => $"No order id begins with “{request.Search}”.",
        { Rows: [{ } one, ..], Next: null } => (one.OrderId == request.Search, page.Rows.Count) switch
        {
            (true, 1) => "This is the one.",
            (true, var count) => $"This is the one; {count - 1} more begin with “{request.Search}”.",
            (_, 1) => $"One order id begins with “{request.Search}”.",
            var (_, count) => $"{count} order ids begin with “{request.Search}”.",
        },
        _ => $"More than {OrderListRequest.PageSize} order ids begin with “{request.Search}”.",
    };

    private static string Totals(IReadOnlyList<OrderGroup> groups, StoreSettings store, Formats formats)
    {
        var orders = groups.Where(group => !store.IsLead(group.Type)).ToList();
        var leads = groups.Where(group => store.IsLead(group.Type)).Sum(group => group.Orders);
        var count = orders.Sum(group => group.Orders);
        if (count + leads == 0)
        {
            return "No orders in these days.";
        }

        var matched = groups.Where(group => group.FirstChannel.Length > 0).Sum(group => group.Orders);
        var what = count == 0 ? Leads(leads, formats)
            : $"{formats.Count(count)} {(count == 1 ? "order" : "orders")} worth {formats.Money(orders.Sum(group => group.ValueMinor))}{(leads > 0 ? $" and {Leads(leads, formats)}" : "")}";
        var path = matched == count + leads ? (matched == 1 ? "with a known path" : "all with a known path")
            : matched == 0 ? "none with a known path"
            : $"{formats.Rate((decimal)matched / (count + leads), 1)} with a known path";
        return $"{what}, {path}.{Apart(orders, formats)}";
    }

    private static string Apart(IReadOnlyList<OrderGroup> orders, Formats formats)
    {
        var apart = NotCompleted
            .Select(status => (Status: status, Count: orders.Where(group => group.Status == status).Sum(group => group.Orders)))
            .Where(one => one.Count > 0).Select(one => $"{formats.Count(one.Count)} {(one.Count == 1 ? "is" : "are")} {one.Status}");
        return string.Join(", ", apart) is { Length: > 0 } words ? $" {words}." : "";
    }

    private static string Leads(int leads, Formats formats) => $"{formats.Count(leads)} {(leads == 1 ? "lead" : "leads")}";

    private static IEnumerable<FilterDimension> Dimensions(IReadOnlyList<OrderGroup> groups, ReportView view) =>
    [
        new("conversionType", "Conversion", Values(groups, group => group.Type, OrderWords.Type)),
        new("status", "Status",
        [
            .. Values(groups, group => group.Status, OrderWords.Status),
            .. Values(groups.Where(group => group.IsRefunded), _ => OrderStates.Refunded, OrderWords.Status),
            .. Values(groups.Where(group => group.IsUnverified), _ => OrderStates.Unverified, OrderWords.Status),
        ]),
        new("lastTouch", "Last touch", Values(groups, group => group.LastChannel, view.Colours.NameOf)),
        new("firstTouch", "First touch", Values(groups, group => group.FirstChannel, view.Colours.NameOf)),
        new("matchedBy", "Matched by", Values(groups, group => group.MatchedBy, OrderWords.MatchedBy)),
    ];

    private static IReadOnlyList<FilterValue> Values(IEnumerable<OrderGroup> groups, Func<OrderGroup, string> key, Func<string, string> name) =>
    [
        .. groups.GroupBy(key).Where(rows => rows.Key.Length > 0)
            .Select(rows => (rows.Key, Count: rows.Sum(row => row.Orders))).OrderByDescending(value => value.Count).ThenBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => new FilterValue(value.Key, name(value.Key), $"{value.Count:N0}")),
    ];
}
