using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Overview;

/// <summary>Reads what a reader must know of days before trusting their figures.</summary>
internal sealed class DayStates(Database database)
{
    public async Task<DayState> Read(StoreId store, DateRange range, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var days = db.SnapshotDays.Where(day => day.StoreId == store.Value && day.Date >= range.First && day.Date <= range.Last);
        var types = db.PathSnapshots.Where(path => path.StoreId == store.Value && path.Date >= range.First && path.Date <= range.Last)
            .Select(path => path.ConversionType).Distinct().OrderBy(type => type);
        return new DayState(
            await days.AnyAsync(day => day.Revision > 0, cancellationToken),
            await days.AnyAsync(day => day.BuiltAt == null, cancellationToken),
            await Nearest(db.AttributionSnapshots.Where(row => row.StoreId == store.Value), range, cancellationToken),
            await types.ToListAsync(cancellationToken));
    }

    private static async Task<DateOnly?> Nearest(IQueryable<AttributionSnapshotRow> rows, DateRange range, CancellationToken cancellationToken) =>
        await rows.Where(row => row.Date < range.First).MaxAsync(row => (DateOnly?)row.Date, cancellationToken)
        ?? await rows.Where(row => row.Date > range.Last).MinAsync(row => (DateOnly?)row.Date, cancellationToken);
}
