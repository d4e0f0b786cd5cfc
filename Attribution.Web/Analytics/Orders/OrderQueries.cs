using System.Text;
using Attribution.Domain;
using Attribution.Web.Components;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

// Ids are compared in SQL, where texts have no culture and a comparison takes no argument that says so.
#pragma warning disable CA1309

namespace Attribution.Web.Analytics.Orders;

/// <summary>What the list is asked for.</summary>
/// <param name="Search">An order id or how it begins; empty for none. It is looked for in all days.</param>
/// <param name="After">Where the page begins; null for the first.</param>
internal sealed record OrderListRequest(StoreSettings Store, DateRange Days, ReportUrl Url, string Search, OrderCursor? After)
{
    public const int PageSize = 50;

    /// <summary>An id as it is stored: without blanks around it, composed.</summary>
    public static string IdOf(string? text) => (text ?? "").Trim().Normalize(NormalizationForm.FormC);
}

/// <summary>Reads the list of orders out of its index alone: of hundreds of thousands as of ten.</summary>
internal sealed class OrderQueries(Database database)
{
    // No text that begins with another sorts behind it and this.
    private const string Highest = "\U0010FFFF";

    public async Task<OrderPageRows> Page(OrderListRequest request, int size, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await Lines(Sorted(Filtered(db, request), request)).Take(size + 1).ToListAsync(cancellationToken);
        return rows.Count <= size ? new(rows, null) : new([.. rows.Take(size)], CursorOf(request, rows[size - 1]).ToString());
    }

    /// <summary>All orders of the days in view, by what they can be filtered by: the totals, and the values to filter by.</summary>
    public async Task<IReadOnlyList<OrderGroup>> Groups(StoreSettings store, DateRange days, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await InDays(Of(db, store), store, days)
            .GroupBy(row => new { row.Type, row.Status, row.MatchedBy, row.IsUnverified, IsRefunded = row.RefundedMinor != 0, row.FirstChannel, row.LastChannel })
            .Select(group => new OrderGroup(
                group.Key.Type, group.Key.Status, group.Key.MatchedBy, group.Key.IsUnverified, group.Key.IsRefunded, group.Key.FirstChannel, group.Key.LastChannel,
                group.Count(), group.Sum(row => row.ValueMinor)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>When the nearest order outside these days came; null where there is none.</summary>
    public async Task<DateTimeOffset?> Nearest(StoreSettings store, DateRange days, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var (from, to) = Bounds(store, days);
        return await Of(db, store).Where(row => row.OccurredAt < from).OrderByDescending(row => row.OccurredAt).Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellationToken)
            ?? await Of(db, store).Where(row => row.OccurredAt >= to).OrderBy(row => row.OccurredAt).Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<OrderRow> Of(AttributionDb db, StoreSettings store) => db.Orders.Where(row => row.StoreId == store.Id.Value);

    private static IQueryable<OrderRow> InDays(IQueryable<OrderRow> rows, StoreSettings store, DateRange days)
    {
        var (from, to) = Bounds(store, days);
        return rows.Where(row => row.OccurredAt >= from && row.OccurredAt < to);
    }

    // Of the days in view what comes after the cursor: in place of their end, as the index is entered at one bound only.
    private static IQueryable<OrderRow> InRest(IQueryable<OrderRow> rows, OrderListRequest request)
    {
        if (request.After is not { } after || request.Url.Sort == "value")
        {
            return InDays(rows, request.Store, request.Days);
        }

        var (from, to) = Bounds(request.Store, request.Days);
        var (at, id) = (new DateTimeOffset(Math.Min(after.Key, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero), after.OrderId);
        return request.Url.Sort is null || request.Url.Descending
            ? rows.Where(row => row.OccurredAt >= from && row.OccurredAt <= at && (row.OccurredAt < at || string.Compare(row.OrderId, id) < 0))
            : rows.Where(row => row.OccurredAt >= at && row.OccurredAt < to && (row.OccurredAt > at || string.Compare(row.OrderId, id) > 0));
    }

    private static (DateTimeOffset From, DateTimeOffset To) Bounds(StoreSettings store, DateRange days) =>
        (store.Calendar.StartOf(days.First), store.Calendar.StartOf(days.Last.AddDays(1)));

    private static IQueryable<OrderRow> Filtered(AttributionDb db, OrderListRequest request)
    {
        var rows = request.Search.Length > 0
            ? Of(db, request.Store).Where(row => string.Compare(row.OrderId, request.Search) >= 0 && string.Compare(row.OrderId, request.Search + Highest) < 0)
            : InRest(Of(db, request.Store), request);
        List<string> types = [.. request.Url.ValuesOf("conversionType")], matched = [.. request.Url.ValuesOf("matchedBy")], firsts = [.. request.Url.ValuesOf("firstTouch")];
        List<string> lasts = [.. request.Url.ValuesOf("lastTouch")], channels = [.. request.Url.ValuesOf("channel")], states = [.. request.Url.ValuesOf("status")];
        var (refunded, unverified) = (states.Contains(OrderStates.Refunded), states.Contains(OrderStates.Unverified));
        rows = types.Count > 0 ? rows.Where(row => types.Contains(row.Type)) : rows;
        rows = matched.Count > 0 ? rows.Where(row => matched.Contains(row.MatchedBy)) : rows;
        rows = firsts.Count > 0 ? rows.Where(row => firsts.Contains(row.FirstChannel)) : rows;
        rows = lasts.Count > 0 ? rows.Where(row => lasts.Contains(row.LastChannel)) : rows;
        rows = channels.Count > 0 ? rows.Where(row => channels.Contains(row.FirstChannel) || channels.Contains(row.LastChannel)) : rows;
        return states.Count > 0
            ? rows.Where(row => states.Contains(row.Status) || (refunded && row.RefundedMinor != 0) || (unverified && row.IsUnverified))
            : rows;
    }

    // By id where an id is looked for: the one that is exactly so comes first.
    private static IQueryable<OrderRow> Sorted(IQueryable<OrderRow> rows, OrderListRequest request)
    {
        var (key, id, isFirst) = (request.After?.Key ?? 0, request.After?.OrderId ?? "", request.After is null);
        return (request.Search.Length > 0, request.Url.Sort == "value", request.Url.Sort is null || request.Url.Descending) switch
        {
            (true, _, _) => rows.Where(row => isFirst || string.Compare(row.OrderId, id) > 0).OrderBy(row => row.OrderId),
            (_, true, true) => rows.Where(row => isFirst || row.ValueMinor < key || (row.ValueMinor == key && string.Compare(row.OrderId, id) < 0))
                .OrderByDescending(row => row.ValueMinor).ThenByDescending(row => row.OrderId),
            (_, true, false) => rows.Where(row => isFirst || row.ValueMinor > key || (row.ValueMinor == key && string.Compare(row.OrderId, id) > 0))
                .OrderBy(row => row.ValueMinor).ThenBy(row => row.OrderId),
            (_, _, true) => rows.OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.OrderId),
            _ => rows.OrderBy(row => row.OccurredAt).ThenBy(row => row.OrderId),
        };
    }

    private static OrderCursor CursorOf(OrderListRequest request, OrderLine last) =>
        new(request.Url.Sort == "value" ? last.ValueMinor : last.OccurredAt.UtcTicks, last.OrderId);

    private static IQueryable<OrderLine> Lines(IQueryable<OrderRow> rows) => rows.Select(row => new OrderLine(
        row.OrderId, row.OccurredAt, row.Type, row.Status, row.ValueMinor, row.RefundedMinor, row.MatchedBy, row.IsUnverified, row.Touches, row.FirstChannel, row.LastChannel));
}
