using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Snapshots;

/// <summary>Which days of a store need work.</summary>
internal sealed class SnapshotDays(Database database, TimeProvider clock, IOptions<SnapshotsOptions> options)
{
    /// <summary>Days that changed since they were built and are not sealed, in order.</summary>
    public async Task<IReadOnlyList<DateOnly>> Dirty(StoreSettings store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.SnapshotDays
            .Where(day => day.StoreId == store.Id.Value && day.SealedAt == null && day.DirtySeq > day.BuiltSeq)
            .OrderBy(day => day.Date)
            .Select(day => day.Date)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The first day of a store that has figures and whose raw rows are kept; null where there is none.</summary>
    public async Task<DateOnly?> First(StoreSettings store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var kept = store.KeptFrom(clock);
        return await db.SnapshotDays.Where(day => day.StoreId == store.Id.Value && day.Date >= kept).MinAsync(day => (DateOnly?)day.Date, cancellationToken);
    }

    /// <summary>
    /// Days past their grace time that are not sealed yet, in order. Since the store was opened also those on which nothing happened;
    /// before that, where history lies, only those on which something did: one order of 2001 is not nine thousand days of work.
    /// </summary>
    public async Task<IReadOnlyList<DateOnly>> DueToSeal(StoreSettings store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);

        // History that comes in just now would find its days closed half-way.
        if (await db.Imports.AnyAsync(import => import.StoreId == store.Id.Value && import.Status == "running", cancellationToken))
        {
            return [];
        }

        var days = await db.SnapshotDays.Where(day => day.StoreId == store.Id.Value)
            .Select(day => new { day.Date, Sealed = day.SealedAt != null })
            .ToListAsync(cancellationToken);
        var last = options.Value.LastPastGrace(store, clock);
        if (days.Count == 0 || days.Min(day => day.Date) is var first && first > last)
        {
            return [];
        }

        var opened = await db.Stores.Where(row => row.StoreId == store.Id.Value).Select(row => row.CreatedAt).FirstAsync(cancellationToken);
        var openedOn = store.Calendar.DayOf(opened);
        var whole = openedOn > first ? openedOn : first;
        var done = days.Where(day => day.Sealed).Select(day => day.Date).ToHashSet();
        return
        [
            .. days.Where(day => !day.Sealed && day.Date <= last).Select(day => day.Date)
                .Union(whole > last ? [] : new DateRange(whole, last).Each().Where(day => !done.Contains(day)))
                .Order(),
        ];
    }
}
