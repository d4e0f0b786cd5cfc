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
        (await Of(db, store, run, cancellationToken)).ForEach(books.Move);
        await books.Book(db, run, cancellationToken);
    }
}
