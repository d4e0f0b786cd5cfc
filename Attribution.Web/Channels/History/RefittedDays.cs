using System.Text.Json;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>Days that a run over models moves though no order's own credits change: their data-driven figures rest on a fit of another version.</summary>
internal static class RefittedDays
{
    /// <summary>The days of a run's range. A day whose window reaches into rows that are gone keeps its fit for ever.</summary>
    public static async Task<List<DateOnly>> Of(AttributionDb db, StoreSettings store, HistoryRunRow run, CancellationToken cancellationToken)
    {
        if (run.Kind != HistoryKinds.Models)
        {
            return [];
        }

        var versions = JsonSerializer.Deserialize<Dictionary<string, int>>(run.Models)!;
        var fits = await db.ModelFits.Where(row => row.StoreId == run.StoreId && row.Date >= run.From)
            .Select(row => new { row.Date, row.Model, row.Version, row.WindowFrom })
            .ToListAsync(cancellationToken);
        var gone = await db.SnapshotDays.Where(day => day.StoreId == run.StoreId && day.Partial).Select(day => day.Date).ToListAsync(cancellationToken);
        return
        [
            .. fits.Where(fit => versions.TryGetValue(fit.Model, out var version) && version != fit.Version)
                .Where(fit => !gone.Exists(day => day >= fit.WindowFrom.AddDays(-store.LookbackDays) && day <= fit.Date))
                .Select(fit => fit.Date).Distinct(),
        ];
    }

    /// <summary>Notes them with the run, in the transaction of the caller.</summary>
    public static async Task Book(AttributionDb db, StoreSettings store, HistoryRunRow run, CancellationToken cancellationToken)
    {
        var books = await DayBooks.Read(db, run.StoreId, run.From, run.IncludeSealed, cancellationToken);
        var days = await Of(db, store, run, cancellationToken);
        days.ForEach(books.Move);
        if (run.IncludeSealed)
        {
            await Release(db, run, days, books, cancellationToken);
        }

        await books.Book(db, run, cancellationToken);
    }

    // A rebuild of one day leaves an order what a refund of another sealed day took back from. Here both days are built anew, the order's first.
    private static async Task Release(AttributionDb db, HistoryRunRow run, List<DateOnly> days, DayBooks books, CancellationToken cancellationToken)
    {
        var refunds = await (
            from order in db.Orders
            where order.StoreId == run.StoreId && order.BookedOn != null && days.Contains(order.BookedOn.Value)
            join refund in db.Refunds on new { order.StoreId, order.OrderId } equals new { refund.StoreId, refund.OrderId }
            select new { order.OrderId, refund.BookedOn }).ToListAsync(cancellationToken);
        foreach (var order in refunds.GroupBy(refund => refund.OrderId).Where(order => order.All(refund => refund.BookedOn >= run.From)))
        {
            await db.OrderCredits.Where(row => row.StoreId == run.StoreId && row.OrderId == order.Key).ExecuteDeleteAsync(cancellationToken);
            order.Select(refund => refund.BookedOn).ToList().ForEach(books.Move);
        }
    }
}
