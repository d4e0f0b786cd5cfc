using System.Linq.Expressions;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>The one door by which orders come in, from endpoints and in process. What it answers is on disk.</summary>
internal sealed class Orders(Database database, ModelDirectory models, Signals signals, TimeProvider clock)
{
    // One transaction each: large enough for speed, small enough that touches need not wait long for the gate.
    private const int ChunkSize = 200;

    public async Task<OrderOutcome> Record(StoreSettings store, ConversionRequest request, CancellationToken cancellationToken) =>
        (await Record(store, [request], cancellationToken))[0];

    /// <summary>Records orders in their order; what fails as a conflict does not sink its neighbours.</summary>
    public async Task<IReadOnlyList<OrderOutcome>> Record(StoreSettings store, IReadOnlyList<ConversionRequest> requests, CancellationToken cancellationToken)
    {
        var outcomes = new List<OrderOutcome>(requests.Count);
        foreach (var chunk in requests.Chunk(ChunkSize))
        {
            outcomes.AddRange(await database.Write(
                async db => await (await Recording(db, store, cancellationToken)).Record(chunk), cancellationToken));
            signals.TellOrderStored(store.Id);
        }

        return outcomes;
    }

    public async Task<RefundOutcome> Refund(StoreSettings store, string orderId, RefundRequest request, CancellationToken cancellationToken)
    {
        var outcome = await database.Write(db => new Bookings(db, store, clock.GetUtcNow(), cancellationToken).Refund(orderId, request), cancellationToken);
        signals.TellOrderStored(store.Id);
        return outcome;
    }

    /// <summary>Books refunds in their order, in one transaction; what is refused does not sink its neighbours.</summary>
    public async Task<IReadOnlyList<RefundOutcome>> Refund(
        StoreSettings store, IReadOnlyList<(string OrderId, RefundRequest Request)> refunds, CancellationToken cancellationToken)
    {
        var outcomes = await database.Write(
            async db =>
            {
                var bookings = new Bookings(db, store, clock.GetUtcNow(), cancellationToken);
                var booked = new List<RefundOutcome>(refunds.Count);
                foreach (var (orderId, request) in refunds)
                {
                    booked.Add(await bookings.Refund(orderId, request));

                    // The next one may be of the same order.
                    await db.SaveChangesAsync(cancellationToken);
                }

                return booked;
            },
            cancellationToken);
        signals.TellOrderStored(store.Id);
        return outcomes;
    }

    /// <summary>What recording orders now would come to. Nothing is written.</summary>
    public async Task<IReadOnlyList<OrderOutcome>> Preview(StoreSettings store, IReadOnlyList<ConversionRequest> requests, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await (await Recording(db, store, cancellationToken)).Preview(requests);
    }

    /// <summary>Why refunds would not be booked anew, null for one that would, each as if it were the only one. Nothing is written.</summary>
    public async Task<IReadOnlyList<RefundOutcome?>> PreviewRefunds(
        StoreSettings store, IReadOnlyList<(string OrderId, RefundRequest Request)> refunds, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var bookings = new Bookings(db, store, clock.GetUtcNow(), cancellationToken);
        var outcomes = new List<RefundOutcome?>(refunds.Count);
        foreach (var (orderId, request) in refunds)
        {
            outcomes.Add(await bookings.Preview(orderId, request));
        }

        return outcomes;
    }

    public async Task<StatusOutcome> ChangeStatus(StoreSettings store, string orderId, string status, CancellationToken cancellationToken)
    {
        var outcome = await database.Write(db => new Bookings(db, store, clock.GetUtcNow(), cancellationToken).ChangeStatus(orderId, status), cancellationToken);
        signals.TellOrderStored(store.Id);
        return outcome;
    }

    /// <summary>Makes the order that a browser was believed, and attributes the orders that waited for this hint.</summary>
    public async Task TakeHint(StoreSettings store, Guid hintId, CancellationToken cancellationToken)
    {
        await MakeBrowserOrders(store, hint => hint.HintId == hintId, cancellationToken);
        foreach (var orderId in await WaitingFor(store, hintId, cancellationToken))
        {
            await AttributeLate(store, orderId, cancellationToken);
        }
    }

    /// <summary>Attributes the orders of the last days whose hint was stored but never looked at, as after a crash between the two.</summary>
    public async Task TakeMissedHints(StoreSettings store, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromDays(2);
        await MakeBrowserOrders(store, hint => hint.ReceivedAt >= since, cancellationToken);
        List<string> missed;
        await using (var db = await database.Read(cancellationToken))
        {
            var hints = db.ConversionHints.Where(hint => hint.StoreId == store.Id.Value);
            missed = await db.Orders
                .Where(order => order.StoreId == store.Id.Value && order.OccurredAt >= since && order.MatchedBy == Match.None
                    && order.SessionId == "" && order.VisitorId == "" && order.UserId == "" && order.EmailHmac == "")
                .Where(order => hints.Any(hint => hint.OrderId == order.OrderId) || (order.CartToken != "" && hints.Any(hint => hint.CartToken == order.CartToken)))
                .Select(order => order.OrderId)
                .ToListAsync(cancellationToken);
        }

        foreach (var orderId in missed)
        {
            await AttributeLate(store, orderId, cancellationToken);
        }
    }

    // Stored with the hit, made after it: what a crash leaves unmade is made at the next start.
    private async Task MakeBrowserOrders(StoreSettings store, Expression<Func<ConversionHintRow, bool>> which, CancellationToken cancellationToken)
    {
        if (!store.Collecting.TrustBrowserOrders)
        {
            return;
        }

        await using var db = await database.Read(cancellationToken);
        var claims = await db.ConversionHints
            .Where(hint => hint.StoreId == store.Id.Value && hint.ValueMinor != null)
            .Where(which)
            .Where(hint => !db.Orders.Any(order => order.StoreId == hint.StoreId && order.OrderId == hint.OrderId))
            .OrderBy(hint => hint.ReceivedAt)
            .ToListAsync(cancellationToken);
        if (claims.Count > 0)
        {
            await Record(store, [.. claims.Select(RequestOf)], cancellationToken);
        }
    }

    private static ConversionRequest RequestOf(ConversionHintRow hint) => new(hint.OrderId, new Money(hint.ValueMinor!.Value, Currency.Of(hint.Currency)))
    {
        IsUnverified = true,
        Type = hint.Type,
        OccurredAt = hint.OccurredAt,
        ReceivedAt = hint.ReceivedAt,
        SessionId = hint.SessionId,
        VisitorId = hint.VisitorId,
        CartToken = hint.CartToken,
    };

    private async Task<List<string>> WaitingFor(StoreSettings store, Guid hintId, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var hint = await db.ConversionHints.FirstOrDefaultAsync(row => row.StoreId == store.Id.Value && row.HintId == hintId, cancellationToken);
        if (hint is null)
        {
            return [];
        }

        // Also those that a hint has attributed already: a second visitor's claim is worth a finding.
        var open = db.Orders.Where(order => order.StoreId == store.Id.Value && (order.MatchedBy == Match.None || order.MatchedBy == Match.Hint));
        var named = hint.OrderId.Length == 0 ? [] : await open.Where(order => order.OrderId == hint.OrderId).Select(order => order.OrderId).ToListAsync(cancellationToken);
        var carted = hint.CartToken.Length == 0 ? [] : await open.Where(order => order.CartToken == hint.CartToken).Select(order => order.OrderId).ToListAsync(cancellationToken);
        return [.. named.Union(carted)];
    }

    private async Task AttributeLate(StoreSettings store, string orderId, CancellationToken cancellationToken)
    {
        var changed = await database.Write(
            async db =>
            {
                var order = await db.Orders.AsTracking().FirstAsync(row => row.StoreId == store.Id.Value && row.OrderId == orderId, cancellationToken);
                return await (await Recording(db, store, cancellationToken)).AttributeLate(order);
            },
            cancellationToken);
        if (changed)
        {
            signals.TellOrderStored(store.Id);
        }
    }

    private async ValueTask<OrderRecording> Recording(AttributionDb db, StoreSettings store, CancellationToken cancellationToken) =>
        new(db, store, await models.Of(store.Id, cancellationToken), clock.GetUtcNow(), cancellationToken);
}
