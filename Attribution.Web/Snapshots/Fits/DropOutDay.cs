using Attribution.Domain.Paths;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>The journeys that ended without an order on a day.</summary>
/// <param name="Keeps">Whether what the day has stays.</param>
/// <param name="Rows">Null where they can't be counted.</param>
internal sealed record DropOutDay(bool Keeps, IReadOnlyList<DropOutSnapshotRow>? Rows)
{
    /// <summary>What the day has stays.</summary>
    public static DropOutDay AsItStands { get; } = new(true, null);

    /// <summary>Counts them. Where raw rows are gone that it would need, what the day has stays for ever.</summary>
    public static async Task<DropOutDay> Read(AttributionDb db, StoreSettings store, DateOnly day, FitHistory history, CancellationToken cancellationToken)
    {
        var window = WindowOf(store, day);
        var first = store.Calendar.DayOf(window.ReadFrom);
        var days = db.SnapshotDays.Where(row => row.StoreId == store.Id.Value);
        if (await days.AnyAsync(row => row.Date >= first && row.Date <= day && row.Partial, cancellationToken))
        {
            return AsItStands;
        }

        // A day that no touch is a lookback older than has seen no journey end: nothing is not known to be nobody.
        var lastTouch = store.Calendar.DayOf(window.LastTouchFrom);
        if (!await days.AnyAsync(row => row.Date <= lastTouch, cancellationToken))
        {
            return new DropOutDay(false, null);
        }

        var found = await history.DropOutsOf(db, window, day, cancellationToken);
        return new DropOutDay(
            false,
            [.. found.Paths.Select(path => new DropOutSnapshotRow { StoreId = store.Id.Value, Date = day, Path = path.Path, Journeys = checked((int)path.Journeys) })]);
    }

    public static DropOutWindow WindowOf(StoreSettings store, DateOnly day)
    {
        var (start, end) = store.Calendar.Bounds(day);
        return new DropOutWindow(start, end, TimeSpan.FromDays(store.LookbackDays));
    }

    /// <summary>Puts them in the place of what the day had, inside the caller's transaction.</summary>
    public void Replace(AttributionDb db, SnapshotDayRow day)
    {
        if (Keeps)
        {
            return;
        }

        SnapshotRows.ReplaceDropOuts(db, day.StoreId, day.Date, Rows ?? []);
        day.DropOuts = Rows?.Sum(row => row.Journeys);
    }
}
