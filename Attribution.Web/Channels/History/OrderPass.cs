using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>What a run credits orders by.</summary>
/// <param name="RuleVersion">Version of the rules whose channels orders take over; null where they keep theirs.</param>
/// <param name="Models">The models that orders are credited under; empty where each keeps the versions it has.</param>
/// <param name="Versions">Every version of the store's models.</param>
internal sealed record CreditBasis(int? RuleVersion, IReadOnlyList<ConfiguredModel> Models, IReadOnlyDictionary<(string Model, int Version), ConfiguredModel> Versions)
{
    /// <summary>What is written with a revision.</summary>
    public string Cause => RuleVersion is { } version ? $"channels {version}" : "models";
}

/// <summary>Writes beside a handful of orders what they are credited to now, in the transaction of the caller.</summary>
internal sealed class OrderPass(AttributionDb db, StoreSettings store, CreditBasis basis, HistoryRunRow run, DateTimeOffset now, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;
    private readonly DateTimeOffset start = store.Calendar.Bounds(run.From).Start;

    public async Task Take(List<string> ids)
    {
        var orders = await CountedOrders.Of(db, db.Orders.Where(row => row.StoreId == id && ids.Contains(row.OrderId))).AsNoTracking().ToListAsync(cancellationToken);
        var credited = orders.Where(order => order.Attribution is not null).Select(order => (Order: order, Before: CountedOrders.Parse(order.Attribution)!)).ToList();
        var touches = await Touches([.. credited.SelectMany(order => order.Before.Touches).Select(touch => touch.Id).Distinct()]);
        var refunds = (await db.Refunds.Where(row => row.StoreId == id && ids.Contains(row.OrderId)).Select(row => new { row.OrderId, row.BookedOn }).ToListAsync(cancellationToken))
            .ToLookup(row => row.OrderId, row => row.BookedOn);
        var books = await DayBooks.Read(db, id, run.From, run.IncludeSealed, cancellationToken);
        run.Orders += orders.Count;
        foreach (var (order, before) in credited)
        {
            var after = Anew(order, before, touches);
            run.OrdersPartial += basis.RuleVersion is not null && before.Touches.Any(touch => touch.OccurredAt >= start && !touches.ContainsKey(touch.Id)) ? 1 : 0;
            if (!Recrediting.AreSame(before, after))
            {
                Keep(order, after, [.. refunds[order.Order.OrderId], .. order.Order.BookedOn is { } day ? [day] : Array.Empty<DateOnly>()], books);
            }
        }

        run.Partial |= run.OrdersPartial > 0;
        await books.Book(db, run, cancellationToken);
    }

    // As a whole or not at all: an order and its refunds are always booked under the same credits.
    private void Keep(CountedOrder order, MarketingAttribution after, IReadOnlyList<DateOnly> days, DayBooks books)
    {
        if (!books.MayMove(days))
        {
            run.OrdersKept++;
            return;
        }

        db.OrderAttributions.Add(new OrderAttributionRow
        {
            StoreId = id,
            OrderId = order.Order.OrderId,
            Revision = order.Revision + 1,
            MarketingAttribution = JsonSerializer.Serialize(after),
            Cause = basis.Cause,
            CreatedAt = now,
        });

        // The list of orders shows what counts.
        db.Orders.Attach(order.Order);
        (order.Order.FirstChannel, order.Order.LastChannel) = (after.Touches[0].Channel, after.Touches[^1].Channel);
        run.OrdersChanged++;
        foreach (var day in days)
        {
            books.Move(day);
        }
    }

    private MarketingAttribution Anew(CountedOrder order, MarketingAttribution before, Dictionary<Guid, CountedTouch> touches)
    {
        List<Touch> then = [.. before.Touches.Select(touch => TouchOf(touch, touches.GetValueOrDefault(touch.Id)?.Touch))];
        if (basis.RuleVersion is null)
        {
            return Recrediting.Under(before, then, order.Order.OccurredAt, order.Order.ValueMinor, basis.Models);
        }

        List<Touch> renamed = [.. then.Select(touch => touch.OccurredAt >= start && touches.TryGetValue(touch.Id, out var counted) ? Named(touch, counted) : touch)];
        List<ConfiguredModel> models = [.. before.ModelVersions.Select(model => basis.Versions.GetValueOrDefault((model.Key, model.Value))).OfType<ConfiguredModel>()];
        return Recrediting.Renamed(before, then, renamed, order.Order.OccurredAt, order.Order.ValueMinor, models);
    }

    private static Touch Named(Touch touch, CountedTouch counted) =>
        touch with { Channel = counted.Channel, SubChannel = counted.SubChannel, Source = counted.Source, Medium = counted.Medium };

    // What the order does not keep of a touch, its row tells while it is there.
    private static Touch TouchOf(AttributedTouch touch, TouchRow? row) => new(touch.Id, touch.OccurredAt, touch.Channel, touch.Source, touch.Medium)
    {
        Campaign = touch.Campaign,
        SubChannel = touch.SubChannel,
        SessionId = row?.SessionId ?? "",
        VisitorId = row?.VisitorId ?? "",
        Type = row?.Type ?? "",
        Engagement = row?.Engagement,
    };

    private async Task<Dictionary<Guid, CountedTouch>> Touches(List<Guid> ids)
    {
        var found = new Dictionary<Guid, CountedTouch>();
        foreach (var part in ids.Chunk(HistoryRunner.TouchesPerCommit))
        {
            List<Guid> some = [.. part];
            foreach (var touch in await CountedTouches.Of(db, db.Touches.Where(row => row.StoreId == id && some.Contains(row.TouchId))).AsNoTracking().ToListAsync(cancellationToken))
            {
                found.Add(touch.Touch.TouchId, touch);
            }
        }

        return found;
    }
}
