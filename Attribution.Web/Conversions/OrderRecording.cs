using System.Globalization;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>Records a handful of orders in the transaction of the caller: each is matched, attributed once and booked.</summary>
internal sealed class OrderRecording(AttributionDb db, StoreSettings store, IReadOnlyList<ConfiguredModel> models, DateTimeOffset now, CancellationToken cancellationToken)
{
    /// <summary>How long before its arrival an order without ids may have occurred, and how long after it a hint may come, to attribute it.</summary>
    private static readonly TimeSpan LateReach = TimeSpan.FromMinutes(5);

    private readonly HashSet<DateOnly> days = [];
    private readonly List<string> hintConflicts = [];
    private readonly List<string> replaced = [];
    private readonly Corrections corrections = new(db);

    public async Task<IReadOnlyList<OrderOutcome>> Record(IReadOnlyList<ConversionRequest> requests)
    {
        // Rows are only added here; looking for changes in hundreds of them at each step would cost more than all else.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var outcomes = await Decide(requests);
        await db.SaveChangesAsync(cancellationToken);
        await MarkAndReport();
        await BookWaiting([.. outcomes.OfType<OrderOutcome.Created>().Select(created => created.Order).Where(order => !order.IsUnverified)]);
        return outcomes;
    }

    /// <summary>What recording would come to. The context is one for reading: what the decision adds to it is thrown away with it.</summary>
    public Task<OrderOutcome[]> Preview(IReadOnlyList<ConversionRequest> requests)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        return Decide(requests);
    }

    /// <summary>Attributes an order that came without ids by a hint that came after it, once; false where nothing changed.</summary>
    public async Task<bool> AttributeLate(OrderRow order)
    {
        var evidence = await Read([order]);
        var match = Matching.ByHint(order, evidence, order.ReceivedAt + LateReach, out var conflict);
        if (conflict && !await IsReported(order.OrderId))
        {
            hintConflicts.Add(order.OrderId);
        }

        var changes = match is not null && IsOpenToHints(order);
        if (changes)
        {
            Attribute(order, match!, evidence);
            if (order.BookedOn is { } day)
            {
                days.Add(day);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await MarkAndReport();
        return changes;
    }

    /// <summary>An amount in minor units of the store's currency, at the rate that was frozen with the order.</summary>
    public static long Converted(Money amount, string rate, StoreSettings store) => amount.Currency == store.Currency
        ? amount.Minor
        : amount.Convert(decimal.Parse(rate, CultureInfo.InvariantCulture), store.Currency).Minor;

    private async Task<OrderOutcome[]> Decide(IReadOnlyList<ConversionRequest> requests)
    {
        OrderRow[] rows = [.. requests.Select(RowOf)];
        var evidence = await Read(rows);
        return [.. rows.Select((row, i) => Record(row, requests[i], evidence))];
    }

    private static bool IsOpenToHints(OrderRow order) =>
        order is { MatchedBy: Match.None, MarketingAttribution: null, AnonymisedAt: null, SessionId: "", VisitorId: "", UserId: "", EmailHmac: "" }
        && order.ReceivedAt - order.OccurredAt <= LateReach;

    private OrderOutcome Record(OrderRow row, ConversionRequest request, Evidence evidence)
    {
        var known = evidence.Orders.GetValueOrDefault(row.OrderId);
        if (known is not null && (row.IsUnverified || !known.IsUnverified))
        {
            // A browser's word never stands against the server's, nor against a browser's before it; what was made anonymous can't be compared.
            return row.IsUnverified || known.AnonymisedAt is not null || known.ContentHash == row.ContentHash ? new OrderOutcome.Duplicate(known) : new OrderOutcome.Conflict(known.OrderId);
        }

        var match = Matching.Find(row, evidence);
        Identify(row, evidence);
        Attribute(row, match, evidence);
        if (request.Status == OrderStatus.Completed)
        {
            Bookings.Complete(row, row.OccurredAt, store);
            days.Add(row.BookedOn!.Value);
        }

        row = known is null ? row : Replace(known, row);
        Keep(row, match, evidence);
        return new OrderOutcome.Created(row);
    }

    private OrderRow Replace(OrderRow known, OrderRow row)
    {
        if (known.BookedOn is { } day)
        {
            days.Add(day);
        }

        replaced.Add(known.OrderId);
        corrections.Replace(known, row);
        return known;
    }

    private void Keep(OrderRow row, Match match, Evidence evidence)
    {
        if (evidence.Orders.TryAdd(row.OrderId, row))
        {
            db.Orders.Add(row);
        }

        evidence.Leads.RemoveAll(lead => lead.OrderId == row.OrderId);
        if (ConversionTypes.IsMilestone(row.Type))
        {
            evidence.Leads.Add(row);
        }

        if (match.HintConflict)
        {
            hintConflicts.Add(row.OrderId);
        }
    }

    // An order that brings browser and user says who uses that browser from then on. A browser's own hint does not: anyone can send one.
    private void Identify(OrderRow row, Evidence evidence)
    {
        var visitor = evidence.Sessions.GetValueOrDefault(row.SessionId) is { VisitorId.Length: > 0 } session ? session.VisitorId : row.VisitorId;
        var at = row.OccurredAt;
        if (visitor.Length > 0 && !IngestIds.IsDerived(visitor) && row.UserId.Length > 0 && evidence.UserAt(visitor, at) != row.UserId
            && !evidence.Identifications.GetValueOrDefault(visitor, []).Exists(one => one.From == at))
        {
            var identification = new VisitorUserRow { StoreId = row.StoreId, VisitorId = visitor, From = at, UserId = row.UserId };
            db.VisitorUsers.Add(identification);
            evidence.Add(identification);
        }

        // A day without consent joins no other, not by an address either.
        visitor = IngestIds.IsDerived(visitor) ? "" : visitor;
        if (row.EmailHmac.Length > 0 && (visitor.Length > 0 || row.UserId.Length > 0)
            && !evidence.Emails.Exists(one => one.EmailHmac == row.EmailHmac && one.VisitorId == visitor && one.UserId == row.UserId))
        {
            var email = new PersonEmailRow { StoreId = row.StoreId, EmailHmac = row.EmailHmac, From = at, VisitorId = visitor, UserId = row.UserId };
            db.PersonEmails.Add(email);
            evidence.Emails.Add(email);
        }
    }

    private void Attribute(OrderRow row, Match match, Evidence evidence)
    {
        row.MatchedBy = match.By;
        if (match.Person is not { } found)
        {
            return;
        }

        // Asked again: the order itself may just have said whose browser it is.
        var person = found.VisitorId.Length > 0 ? found with { UserId = evidence.UserAt(found.VisitorId, row.OccurredAt) ?? "" } : found;
        row.SessionId = row.SessionId.Length > 0 ? row.SessionId : person.SessionId;
        row.VisitorId = person.VisitorId.Length > 0 ? person.VisitorId : row.VisitorId;
        row.UserId = row.UserId.Length > 0 ? row.UserId : person.UserId;
        if (new OrderJourney(store, evidence).Of(row, person) is { } journey)
        {
            row.Touches = journey.Length;
            (row.FirstChannel, row.LastChannel) = (journey.Touches[0].Channel, journey.Touches[^1].Channel);
            row.MarketingAttribution = JsonSerializer.Serialize(MarketingAttribution.Of(journey, row.ValueMinor, models));
        }
    }

    private async Task MarkAndReport()
    {
        foreach (var day in days)
        {
            await DirtyDays.Mark(db, store.Id, day, cancellationToken);
        }

        // What a run over history credited is the browser's order, not the server's.
        if (replaced.Count > 0)
        {
            await db.OrderAttributions.Where(row => row.StoreId == store.Id.Value && replaced.Contains(row.OrderId)).ExecuteDeleteAsync(cancellationToken);
        }

        await corrections.Report(store.Id, now, cancellationToken);
        foreach (var orderId in hintConflicts)
        {
            await AuditLog.Append(db, store.Id, "system", "order.hint_conflict", "", orderId, now, cancellationToken);
        }
    }

    private async Task BookWaiting(IReadOnlyList<OrderRow> created)
    {
        var awaited = created.Count == 0 ? [] : await new WaitingRefunds(db, store, now, cancellationToken).Awaited([.. created.Select(order => order.OrderId)]);
        if (awaited.Count == 0)
        {
            return;
        }

        // Recording looked for no changes, as it made none; what is booked now changes its order.
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        var bookings = new Bookings(db, store, now, cancellationToken);
        foreach (var order in created.Where(order => awaited.Contains(order.OrderId)))
        {
            await bookings.BookWaiting(order);
        }
    }

    private Task<bool> IsReported(string orderId) =>
        db.Audit.AnyAsync(entry => entry.StoreId == store.Id.Value && entry.What == "order.hint_conflict" && entry.After == orderId, cancellationToken);

    private Task<Evidence> Read(IReadOnlyList<OrderRow> rows)
    {
        var wanted = new Wanted(
            Ids(rows, row => row.OrderId), Ids(rows, row => row.SessionId), Ids(rows, row => row.VisitorId),
            Ids(rows, row => row.UserId), Ids(rows, row => row.EmailHmac), Ids(rows, row => row.CartToken));
        var from = rows.Min(row => row.OccurredAt) - TimeSpan.FromDays(store.LookbackDays);
        return new EvidenceQueries(db, store, cancellationToken).Read(wanted, from, rows.Max(row => row.OccurredAt));
    }

    private static List<string> Ids(IReadOnlyList<OrderRow> rows, Func<OrderRow, string> id) => [.. rows.Select(id).Where(value => value.Length > 0).Distinct()];

    private OrderRow RowOf(ConversionRequest request)
    {
        var rate = request.Rate.ToString("0.############", CultureInfo.InvariantCulture);
        var receivedAt = request.ReceivedAt ?? now;
        return new OrderRow
        {
            StoreId = store.Id.Value,
            OrderId = request.OrderId,
            Type = request.Type,
            Status = request.Status,
            ValueMinor = Converted(request.Value, rate, store),
            SentMinor = request.Value.Minor,
            SentCurrency = request.Value.Currency.Code,
            Rate = rate,
            CommissionBaseMinor = request.CommissionBase is { } commission ? Converted(commission, rate, store) : null,
            OccurredAt = request.OccurredAt ?? receivedAt,
            ReceivedAt = receivedAt,
            SessionId = request.SessionId,
            VisitorId = request.VisitorId,
            UserId = request.UserId,
            EmailHmac = request.EmailHash.Length > 0 ? EmailHmac.Of(store.EmailSecret, request.EmailHash) : "",
            CartToken = request.CartToken,
            MatchedBy = Match.None,
            IsUnverified = request.IsUnverified,
            Details = request.Details.ToJson(),
            ContentHash = request.ContentHash(),
        };
    }
}
