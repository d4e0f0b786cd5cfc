using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>Which of a store's days a run may move, and which it did.</summary>
/// <param name="from">The first day the run reaches.</param>
/// <param name="includeSealed">Whether sealed days were asked for.</param>
/// <param name="sealedDays">Days that are sealed now, and whether something changed since that their figures do not hold.</param>
internal sealed class DayBooks(DateOnly from, bool includeSealed, IReadOnlyDictionary<DateOnly, bool> sealedDays)
{
    private readonly HashSet<DateOnly> moved = [];
    private readonly HashSet<DateOnly> stale = [];

    /// <summary>Reads which days of a store are sealed, in the transaction of the caller.</summary>
    public static async Task<DayBooks> Read(AttributionDb db, int store, DateOnly from, bool includeSealed, CancellationToken cancellationToken) => new(
        from,
        includeSealed,
        await db.SnapshotDays.Where(day => day.StoreId == store && day.SealedAt != null).ToDictionaryAsync(day => day.Date, day => day.DirtySeq > day.BuiltSeq, cancellationToken));

    /// <summary>Whether figures of these days may all move. What stands in one that may not stays as a whole, else a refund would not take back what was booked.</summary>
    public bool MayMove(IEnumerable<DateOnly> days) => days.All(MayMove);

    /// <summary>Notes a day whose figures change. Those of a sealed one that was not asked for stand; that they are behind is noted with the day.</summary>
    public void Move(DateOnly day) => (MayMove(day) ? moved : stale).Add(day);

    /// <summary>Notes a day on which a former run moved something: a sealed one that was not asked for then may be now.</summary>
    public void CatchUp(DateOnly day)
    {
        if (includeSealed && MayMove(day) && sealedDays.GetValueOrDefault(day))
        {
            moved.Add(day);
        }
    }

    /// <summary>Marks the days as changed, in the transaction of the change, and notes the sealed ones for their rebuild.</summary>
    public async Task Book(AttributionDb db, HistoryRunRow run, CancellationToken cancellationToken)
    {
        foreach (var day in moved.Concat(stale))
        {
            await DirtyDays.Mark(db, new StoreId(run.StoreId), day, cancellationToken);
        }

        var (ofRun, open) = (Days(run.SealedDays), Days(run.OpenDays));
        ofRun.UnionWith(moved.Where(sealedDays.ContainsKey));
        open.UnionWith(moved.Where(day => !sealedDays.ContainsKey(day)));
        (run.SealedDays, run.OpenDays) = (Text(ofRun), Text(open));
    }

    /// <summary>Sealed and open days that were noted so far.</summary>
    public (int Sealed, int Open) Count => (moved.Count(sealedDays.ContainsKey), moved.Count(day => !sealedDays.ContainsKey(day)));

    public static SortedSet<DateOnly> Days(string json) => JsonSerializer.Deserialize<SortedSet<DateOnly>>(json)!;

    /// <summary>Days that follow each other as ranges, in order.</summary>
    public static IEnumerable<DateRange> Ranges(IEnumerable<DateOnly> days)
    {
        DateRange? open = null;
        foreach (var day in days.Order())
        {
            if (open is { } range && range.Last.AddDays(1) == day)
            {
                open = new DateRange(range.First, day);
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = new DateRange(day, day);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static string Text(SortedSet<DateOnly> days) => JsonSerializer.Serialize(days);

    private bool MayMove(DateOnly day) => !sealedDays.ContainsKey(day) || (includeSealed && day >= from);
}
