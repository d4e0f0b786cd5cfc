using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>What a run looks at, in the order of its keys.</summary>
internal static class HistoryReads
{
    /// <summary>Touches of the range that later rules have not resolved yet.</summary>
    public static Keys<Guid> Touches { get; } = new(
        (db, store, run) => Of(db, store, run).Select(row => row.TouchId),
        (ids, cursor) => Guid.Parse(cursor) is var last ? ids.Where(id => id > last) : ids,
        id => id.ToString());

    /// <summary>Credited orders of the range.</summary>
    public static Keys<string> Orders { get; } = new(
        (db, store, run) => OrdersOf(db, store, run).Select(row => row.OrderId),
        (ids, cursor) => ids.Where(id => id.CompareTo(cursor) > 0),
        id => id);

    public static IQueryable<TouchRow> Of(AttributionDb db, StoreSettings store, HistoryRunRow run)
    {
        var start = store.Calendar.Bounds(run.From).Start;
        return db.Touches.Where(row => row.StoreId == store.Id.Value && row.OccurredAt >= start && row.RuleVersion <= run.RuleVersion);
    }

    public static IQueryable<OrderRow> OrdersOf(AttributionDb db, StoreSettings store, HistoryRunRow run)
    {
        var start = store.Calendar.Bounds(run.From).Start;
        return db.Orders.Where(row => row.StoreId == store.Id.Value && row.OccurredAt >= start && row.MarketingAttribution != null);
    }

    /// <summary>Keys of one kind.</summary>
    internal sealed record Keys<TKey>(
        Func<AttributionDb, StoreSettings, HistoryRunRow, IQueryable<TKey>> All, Func<IQueryable<TKey>, string, IQueryable<TKey>> After, Func<TKey, string> Text)
    {
        public Task<List<TKey>> Read(AttributionDb db, StoreSettings store, HistoryRunRow run, int most, CancellationToken cancellationToken)
        {
            var all = All(db, store, run);
            return (run.Cursor.Length == 0 ? all : After(all, run.Cursor)).OrderBy(key => key).Take(most).ToListAsync(cancellationToken);
        }
    }
}
