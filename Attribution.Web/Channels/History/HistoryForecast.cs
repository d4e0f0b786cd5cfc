using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>What a run would do.</summary>
/// <param name="Touches">Touches it looks at.</param>
/// <param name="TouchesChanged">Touches that it resolves otherwise.</param>
/// <param name="Orders">Credited orders it looks at.</param>
/// <param name="OrdersChanged">Orders whose credits it writes anew without the sealed days.</param>
/// <param name="OrdersSealed">Further ones, which stand in sealed figures.</param>
/// <param name="OpenDays">Open days whose figures change.</param>
/// <param name="SealedDays">Sealed days whose figures change if asked for.</param>
/// <param name="PartialDays">Days of the range whose raw rows are gone.</param>
internal sealed record HistoryForecast(
    long Touches, long TouchesChanged, long Orders, long OrdersChanged, long OrdersSealed, int OpenDays, int SealedDays, int PartialDays);

/// <summary>Tells what a run would do, by the same rules, without writing.</summary>
internal sealed class HistoryForecasts(ModelDirectory models, TimeProvider clock)
{
    private const int IdsPerRead = 500;

    public async Task<HistoryForecast> Of(AttributionDb db, StoreSettings store, HistoryRunRow run, CancellationToken cancellationToken)
    {
        var all = await DayBooks.Read(db, run.StoreId, run.From, includeSealed: true, cancellationToken);
        var moved = run.Kind == HistoryKinds.Channels ? await Touches(db, store, run, all, cancellationToken) : new MovedTouches();
        var orders = await Orders(db, store, run, moved, all, cancellationToken);
        var (sealedDays, openDays) = all.Count;
        var partial = await db.SnapshotDays.CountAsync(day => day.StoreId == run.StoreId && day.Date >= run.From && day.Partial, cancellationToken);
        return new HistoryForecast(moved.Seen, moved.Changed, orders.Seen, orders.Open, orders.Sealed, openDays, sealedDays, partial);
    }

    private async Task<MovedTouches> Touches(AttributionDb db, StoreSettings store, HistoryRunRow run, DayBooks books, CancellationToken cancellationToken)
    {
        var rules = await StoredTouches.Under(db, store, run.RuleVersion, cancellationToken);
        var moved = new MovedTouches();
        await foreach (var touch in CountedTouches.Of(db, HistoryReads.Of(db, store, run)).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            moved.Seen++;
            if (rules.Moved(touch, clock.GetUtcNow()) is { } after)
            {
                moved.Add(touch, after);
            }
            else if (touch.IsAnew)
            {
                moved.AddBefore(touch);
            }
        }

        foreach (var part in moved.Sessions.Chunk(IdsPerRead))
        {
            List<string> ids = [.. part];
            var sessions = await db.Sessions.Where(row => row.StoreId == run.StoreId && ids.Contains(row.SessionId)).Select(row => new { row.FirstTouchId, row.StartedAt }).ToListAsync(cancellationToken);
            sessions.Where(row => moved.Filed.Contains(row.FirstTouchId)).ToList().ForEach(row => books.Move(store.Calendar.DayOf(row.StartedAt)));
            sessions.Where(row => moved.Before.Contains(row.FirstTouchId)).ToList().ForEach(row => books.CatchUp(store.Calendar.DayOf(row.StartedAt)));
        }

        return moved;
    }

    private async Task<(long Seen, long Open, long Sealed)> Orders(
        AttributionDb db, StoreSettings store, HistoryRunRow run, MovedTouches moved, DayBooks all, CancellationToken cancellationToken)
    {
        var open = await DayBooks.Read(db, run.StoreId, run.From, includeSealed: false, cancellationToken);
        var basis = await HistoryRunner.BasisOf(models, run, cancellationToken);
        var refunds = (await db.Refunds.Where(row => row.StoreId == run.StoreId).Select(row => new { row.OrderId, row.BookedOn }).ToListAsync(cancellationToken))
            .ToLookup(row => row.OrderId, row => row.BookedOn);
        var (seen, free, kept) = (0L, 0L, 0L);
        await foreach (var order in CountedOrders.Of(db, HistoryReads.OrdersOf(db, store, run)).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            seen++;
            if (!Changes(CountedOrders.Parse(order.Attribution)!, basis, moved))
            {
                continue;
            }

            List<DateOnly> days = [.. refunds[order.Order.OrderId], .. order.Order.BookedOn is { } day ? [day] : Array.Empty<DateOnly>()];
            (free, kept) = open.MayMove(days) ? (free + 1, kept) : (free, kept + 1);
            if (all.MayMove(days))
            {
                days.ForEach(all.Move);
            }
        }

        return (seen, free, kept);
    }

    private static bool Changes(MarketingAttribution attribution, CreditBasis basis, MovedTouches moved) => basis.RuleVersion is null
        ? basis.Models.Any(one => attribution.ModelVersions.GetValueOrDefault(one.Model.Id) != one.Version)
        : attribution.Touches.Any(touch => moved.Names.TryGetValue(touch.Id, out var name) && name != (touch.Channel, touch.SubChannel, touch.Source, touch.Medium));

    private sealed class MovedTouches
    {
        public long Seen { get; set; }

        public long Changed { get; private set; }

        /// <summary>Touches that a figure of visits shows elsewhere.</summary>
        public HashSet<Guid> Filed { get; } = [];

        /// <summary>What touches are called that may be called otherwise in an order.</summary>
        public Dictionary<Guid, (string Channel, string SubChannel, string Source, string Medium)> Names { get; } = [];

        /// <summary>Touches that a former run moved.</summary>
        public HashSet<Guid> Before { get; } = [];

        public HashSet<string> Sessions { get; } = [];

        public void AddBefore(CountedTouch touch)
        {
            Before.Add(touch.Touch.TouchId);
            Names.Add(touch.Touch.TouchId, (touch.Channel, touch.SubChannel, touch.Source, touch.Medium));
            Sessions.Add(touch.Touch.SessionId);
        }

        public void Add(CountedTouch before, TouchChannelRow after)
        {
            Changed++;
            Names.Add(after.TouchId, (after.Channel, after.SubChannel, after.Source, after.Medium));
            if (TouchPass.IsFiledElsewhere(before, after))
            {
                Filed.Add(after.TouchId);
                Sessions.Add(before.Touch.SessionId);
            }
        }
    }
}
