using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>Days of a store that follow each other, and the instants they take.</summary>
internal sealed record DaySpan(DateOnly First, DateOnly Last, DateTimeOffset Start, DateTimeOffset End);

/// <summary>What the retention ends: raw rows of days that are older than it and sealed, and nothing of any other day.</summary>
internal sealed class RetentionPlan(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;

    /// <summary>Sealed days before <paramref name="keptFrom"/>, as few spans as there can be.</summary>
    public async Task<IReadOnlyList<DaySpan>> Spans(DateOnly keptFrom)
    {
        var days = await db.SnapshotDays.Where(day => day.StoreId == id && day.Date < keptFrom && day.SealedAt != null)
            .OrderBy(day => day.Date).Select(day => day.Date).ToListAsync(cancellationToken);
        var spans = new List<DaySpan>();
        foreach (var day in days)
        {
            var (start, end) = store.Calendar.Bounds(day);
            if (spans.Count > 0 && spans[^1].Last.AddDays(1) == day)
            {
                spans[^1] = spans[^1] with { Last = day, End = end };
            }
            else
            {
                spans.Add(new DaySpan(day, day, start, end));
            }
        }

        return spans;
    }

    /// <summary>How much a run would delete now.</summary>
    public async Task<PersonCounts> Count(DateOnly keptFrom)
    {
        var counts = PersonCounts.None;
        foreach (var span in await Spans(keptFrom))
        {
            counts = counts.Plus(await Count(span));
        }

        return counts;
    }

    /// <summary>How much is older, also of days that are not sealed yet.</summary>
    public Task<PersonCounts> CountAll(DateOnly keptFrom) =>
        Count(new DaySpan(DateOnly.MinValue, keptFrom.AddDays(-1), DateTimeOffset.MinValue, store.Calendar.Bounds(keptFrom).Start));

    private async Task<PersonCounts> Count(DaySpan span) => new(
        await Touches(span).CountAsync(cancellationToken), await Sessions(span).CountAsync(cancellationToken), 0, 0,
        await Hints(span).CountAsync(cancellationToken), await Orders(span).CountAsync(cancellationToken));

    /// <summary>Whether a day of the span still counts as rebuilt from raw rows.</summary>
    public Task<bool> HasWhole(DaySpan span) => Whole(span).AnyAsync(cancellationToken);

    /// <summary>Notes that the span's visits can't be counted again.</summary>
    public Task MarkPartial(DaySpan span) => Whole(span).ExecuteUpdateAsync(set => set.SetProperty(day => day.Partial, true), cancellationToken);

    public IQueryable<TouchRow> Touches(DaySpan span) => db.Touches.Where(row => row.StoreId == id && row.OccurredAt >= span.Start && row.OccurredAt < span.End);

    public IQueryable<SessionRow> Sessions(DaySpan span) => db.Sessions.Where(row => row.StoreId == id && row.StartedAt >= span.Start && row.StartedAt < span.End);

    public IQueryable<ConversionHintRow> Hints(DaySpan span) => db.ConversionHints.Where(row => row.StoreId == id && row.ReceivedAt >= span.Start && row.ReceivedAt < span.End);

    private IQueryable<SnapshotDayRow> Whole(DaySpan span) =>
        db.SnapshotDays.Where(day => day.StoreId == id && day.Date >= span.First && day.Date <= span.Last && day.SealedAt != null && !day.Partial);

    /// <summary>Orders of these days that still lead to a person.</summary>
    public IQueryable<OrderRow> Orders(DaySpan span) =>
        db.Orders.Where(row => row.StoreId == id && row.OccurredAt >= span.Start && row.OccurredAt < span.End && row.AnonymisedAt == null);

    /// <summary>Identifications that no row inside the retention needs: of browsers that are gone, or followed by another one since.</summary>
    public IQueryable<VisitorUserRow> Identifications(DateTimeOffset before) => db.VisitorUsers.Where(row => row.StoreId == id && row.From < before
        && (db.VisitorUsers.Any(later => later.StoreId == id && later.VisitorId == row.VisitorId && later.From > row.From && later.From <= before)
            || (!db.Sessions.Any(session => session.StoreId == id && session.VisitorId == row.VisitorId)
                && !db.Touches.Any(touch => touch.StoreId == id && touch.VisitorId == row.VisitorId)
                && !db.Orders.Any(order => order.StoreId == id && order.VisitorId == row.VisitorId))));

    /// <summary>Addresses of browsers and users of whom nothing else is left.</summary>
    public IQueryable<PersonEmailRow> Emails(DateTimeOffset before) => db.PersonEmails.Where(row => row.StoreId == id && row.From < before
        && (row.VisitorId == ""
            || (!db.Sessions.Any(session => session.StoreId == id && session.VisitorId == row.VisitorId)
                && !db.Touches.Any(touch => touch.StoreId == id && touch.VisitorId == row.VisitorId)
                && !db.Orders.Any(order => order.StoreId == id && order.VisitorId == row.VisitorId)))
        && (row.UserId == ""
            || (!db.VisitorUsers.Any(user => user.StoreId == id && user.UserId == row.UserId)
                && !db.Touches.Any(touch => touch.StoreId == id && touch.UserId == row.UserId)
                && !db.Sessions.Any(session => session.StoreId == id && session.UserId == row.UserId)
                && !db.Orders.Any(order => order.StoreId == id && order.UserId == row.UserId))));
}
