using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Orders;

/// <summary>Shows an analyst the whole history of the person behind an order, and writes down who looked.</summary>
internal sealed class PersonHistories(CommandDoor door, Database database, TimeProvider clock)
{
    private const int MostOrders = 200;
    private const int LooksRemembered = 50;

    // A page is read twice as it opens, and again at every return to it: that is one look.
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    /// <summary>Null where the store has no such order, the order leads to nobody, or the caller may not look.</summary>
    public async Task<PersonHistory?> Of(StoreUser caller, StoreSettings store, string orderId, CancellationToken cancellationToken)
    {
        var outcome = await door.Look(
            caller,
            Roles.Analyst,
            async db => await Read(db, store, orderId, cancellationToken) is { } history ? Outcome<PersonHistory>.Done(history) : Outcome<PersonHistory>.Refuse("order", "There is no such order."),
            cancellationToken);
        if (outcome.Value is not null)
        {
            await WriteDown(caller, $"order {orderId}", cancellationToken);
        }

        return outcome.Value;
    }

    private static async Task<PersonHistory?> Read(AttributionDb db, StoreSettings store, string orderId, CancellationToken cancellationToken)
    {
        var order = await db.Orders.FirstOrDefaultAsync(row => row.StoreId == store.Id.Value && row.OrderId == orderId, cancellationToken);
        if (order is null || await OrderPerson.Of(db, order, cancellationToken) is not { } person)
        {
            return null;
        }

        var touches = await PersonTouches.Of(db, store.Id.Value, person, cancellationToken);
        var orders = await Orders(db, order, person, cancellationToken);
        return new(orders, await Visits(db, store, person, touches, cancellationToken), Stitching(store, order, person, touches), touches.Count >= PersonTouches.Most);
    }

    private static async Task<IReadOnlyList<OrderLine>> Orders(AttributionDb db, OrderRow order, OrderPerson person, CancellationToken cancellationToken)
    {
        var rows = db.Orders.Where(row => row.StoreId == order.StoreId);
        var own = person.UserId.Length > 0 ? await Lines(rows.Where(row => row.UserId == person.UserId), cancellationToken) : [];
        List<string> visitors = [.. person.Visitors];
        var ofBrowsers = await Lines(rows.Where(row => visitors.Contains(row.VisitorId) && (row.UserId == "" || row.UserId == person.UserId)), cancellationToken);
        return
        [
            .. own.Concat(ofBrowsers.Where(row => person.Owns(row.VisitorId, row.Line.OccurredAt))).Select(row => row.Line).Append(LineOf(order))
                .DistinctBy(line => line.OrderId).OrderByDescending(line => line.OccurredAt),
        ];
    }

    private static async Task<IReadOnlyList<(OrderLine Line, string VisitorId)>> Lines(IQueryable<OrderRow> rows, CancellationToken cancellationToken) =>
        [.. (await rows.OrderByDescending(row => row.OccurredAt).Take(MostOrders).ToListAsync(cancellationToken)).Select(row => (LineOf(row), row.VisitorId))];

    private static OrderLine LineOf(OrderRow row) => new(
        row.OrderId, row.OccurredAt, row.Type, row.Status, row.ValueMinor, row.RefundedMinor, row.MatchedBy, row.IsUnverified, row.Touches, row.FirstChannel, row.LastChannel);

    private static async Task<IReadOnlyList<PersonVisit>> Visits(AttributionDb db, StoreSettings store, OrderPerson person, IReadOnlyList<PersonTouch> touches, CancellationToken cancellationToken)
    {
        var sessions = new Dictionary<string, SessionRow>(StringComparer.Ordinal);
        foreach (var part in touches.Select(touch => touch.SessionId).Where(id => id.Length > 0).Distinct().Chunk(500))
        {
            List<string> ids = [.. part];
            (await db.Sessions.Where(row => row.StoreId == store.Id.Value && ids.Contains(row.SessionId)).ToListAsync(cancellationToken)).ForEach(row => sessions[row.SessionId] = row);
        }

        return
        [
            .. touches.GroupBy(touch => touch.SessionId.Length > 0 ? touch.SessionId : touch.TouchId.ToString())
                .Select(visit => VisitOf(store, person, sessions.GetValueOrDefault(visit.Key), [.. visit])).OrderByDescending(visit => visit.StartedAt),
        ];
    }

    private static PersonVisit VisitOf(StoreSettings store, OrderPerson person, SessionRow? session, IReadOnlyList<PersonTouch> touches) => new(
        touches[0].OccurredAt,
        session is null ? TimeSpan.Zero : session.LastActivityAt - session.StartedAt,
        session?.Pages ?? 0,
        touches[0].VisitorId.Length > 0 ? "Browser " + MarkOf(store, "browser", touches[0].VisitorId) : touches[0].Type.Length > 0 ? touches[0].Type.Replace('_', ' ') : person.UserId.Length > 0 ? "Told by your server" : "No browser",
        touches);

    private static List<string> Stitching(StoreSettings store, OrderRow order, OrderPerson person, IReadOnlyList<PersonTouch> touches)
    {
        List<string> lines = [$"{Components.OrderWords.WhyMatched(order.MatchedBy)}"];
        var used = touches.Select(touch => touch.VisitorId).Where(visitor => visitor.Length > 0).Distinct().ToList();
        if (person.UserId.Length > 0)
        {
            lines.Add($"The customer is known to your shop: customer {MarkOf(store, "customer", person.UserId)}.");
            foreach (var visitor in person.Visitors)
            {
                var times = person.Identifications.Where(row => row.VisitorId == visitor && row.UserId == person.UserId).Select(row => row.From).ToList();
                lines.Add($"Browser {MarkOf(store, "browser", visitor)} is theirs since {Day(store, times.Min())}, when they signed in or bought on it{(IsShared(person, visitor) ? ". Somebody else used it too: only this customer’s own time on it is shown" : ". What it did before counts as theirs as well, as nobody else had used it")}.");
            }
        }
        else if (IngestIds.IsDerived(order.VisitorId) || used.Any(IngestIds.IsDerived))
        {
            lines.Add("The visitor gave no consent, so nothing is kept on the device and no other day can be joined: these are the visits of one day.");
        }
        else if (order.VisitorId.Length > 0)
        {
            lines.Add($"All of it happened in browser {MarkOf(store, "browser", order.VisitorId)}, by its cookie. Nobody ever signed in on it, so another device of the same person is another person here.");
        }
        else
        {
            lines.Add("Only the visit is known: it carried no browser’s cookie and no customer.");
        }

        if (order.EmailHmac.Length > 0)
        {
            lines.Add("The order came with an e-mail address. Only a hash of it is kept, to know the same address again.");
        }

        return lines;
    }

    private static bool IsShared(OrderPerson person, string visitor) => person.Identifications.Any(row => row.VisitorId == visitor && row.UserId != person.UserId);

    private static string Day(StoreSettings store, DateTimeOffset at) =>
        new Components.Formats(CultureInfo.CurrentCulture, store.Currency.Code, store.Currency.Exponent).FullDay(store.Calendar.DayOf(at));

    // A mark tells two apart and leads back to none: an HMAC under a secret of the store.
    private static string MarkOf(StoreSettings store, string what, string id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(store.EmailSecret), Encoding.UTF8.GetBytes($"history\n{what}\n{id}")))[..6];

    private async Task WriteDown(StoreUser caller, string whom, CancellationToken cancellationToken)
    {
        var (now, user) = (clock.GetUtcNow(), caller.UserId!);
        var since = now - OneLook;
        await database.Write(
            async db =>
            {
                var last = await db.Audit.Where(entry => entry.StoreId == caller.Store.Value).OrderByDescending(entry => entry.Number).Take(LooksRemembered).ToListAsync(cancellationToken);
                if (!last.Exists(entry => entry.What == "person.viewed" && entry.Who == user && entry.After == whom && entry.At > since))
                {
                    await AuditLog.Append(db, caller.Store, user, "person.viewed", "", whom, now, cancellationToken);
                }
            },
            cancellationToken);
    }
}
