using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>Writes beside a handful of touches what the rules make of them, in the transaction of the caller.</summary>
internal sealed class TouchPass(AttributionDb db, StoreSettings store, StoredTouches rules, HistoryRunRow run, DateTimeOffset now, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;

    public async Task Take(List<Guid> ids)
    {
        var counted = await CountedTouches.Of(db, db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId))).AsNoTracking().ToListAsync(cancellationToken);
        var moves = counted.Select(one => (Before: one, After: rules.Moved(one, now))).Where(move => move.After is not null).ToList();
        run.Touches += counted.Count;
        run.TouchesChanged += moves.Count;
        var books = await DayBooks.Read(db, id, run.From, run.IncludeSealed, cancellationToken);
        foreach (var at in run.IncludeSealed ? await Visits([.. counted.Where(touch => touch.IsAnew).Select(touch => touch.Touch)]) : [])
        {
            books.CatchUp(store.Calendar.DayOf(at));
        }

        // The same version twice is a run after the store's lists changed: a touch has one answer a version.
        List<Guid> moved = [.. moves.Select(move => move.After!.TouchId)];
        await db.TouchChannels.Where(row => row.StoreId == id && row.Version == rules.Version && moved.Contains(row.TouchId)).ExecuteDeleteAsync(cancellationToken);
        db.TouchChannels.AddRange(moves.Select(move => move.After!));
        foreach (var at in await Visits([.. moves.Where(move => IsFiledElsewhere(move.Before, move.After!)).Select(move => move.Before.Touch)]))
        {
            books.Move(store.Calendar.DayOf(at));
        }

        await books.Book(db, run, cancellationToken);
    }

    /// <summary>Whether a figure shows the difference.</summary>
    public static bool IsFiledElsewhere(CountedTouch before, TouchChannelRow after) =>
        (before.Channel, before.SubChannel, before.Source, before.Medium, before.Platform) != (after.Channel, after.SubChannel, after.Source, after.Medium, after.Platform);

    // A visit is its first touch's; no other touch of a session is a figure of its day.
    private async Task<List<DateTimeOffset>> Visits(List<TouchRow> touches)
    {
        List<string> sessions = [.. touches.Select(touch => touch.SessionId).Where(session => session.Length > 0).Distinct()];
        var first = touches.Select(touch => touch.TouchId).ToHashSet();
        var rows = await db.Sessions.Where(row => row.StoreId == id && sessions.Contains(row.SessionId)).Select(row => new { row.FirstTouchId, row.StartedAt }).ToListAsync(cancellationToken);
        return [.. rows.Where(row => first.Contains(row.FirstTouchId)).Select(row => row.StartedAt)];
    }
}
