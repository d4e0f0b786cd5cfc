using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>Reads the evidence for a handful of orders with one query a table, in the transaction that records them.</summary>
internal sealed class EvidenceQueries(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    /// <param name="wanted">What the orders name.</param>
    /// <param name="from">The start of the earliest window.</param>
    /// <param name="to">The latest conversion.</param>
    public async Task<Evidence> Read(Wanted wanted, DateTimeOffset from, DateTimeOffset to)
    {
        var id = store.Id.Value;
        var orders = await db.Orders.Where(row => row.StoreId == id && EF.Parameter(wanted.Orders).Contains(row.OrderId)).ToListAsync(cancellationToken);
        var hints = await Hints(wanted);
        string[] sessionIds = [.. wanted.Sessions.Concat(hints.Select(hint => hint.SessionId)).Distinct()];
        var sessions = await db.Sessions.AsNoTracking().Where(row => row.StoreId == id && EF.Parameter(sessionIds).Contains(row.SessionId)).ToListAsync(cancellationToken);
        var emails = await db.PersonEmails.AsNoTracking().Where(row => row.StoreId == id && EF.Parameter(wanted.Emails).Contains(row.EmailHmac)).ToListAsync(cancellationToken);

        var (visitors, users, identifications) = await People(wanted, sessions, hints, emails);
        var touches = await Touches(visitors, users, [.. sessions.Where(row => row.VisitorId.Length == 0).Select(row => row.SessionId)], from, to);
        return new Evidence
        {
            Orders = orders.ToDictionary(row => row.OrderId, StringComparer.Ordinal),
            Sessions = sessions.ToDictionary(row => row.SessionId, StringComparer.Ordinal),
            Hints = hints,
            Emails = emails,
            Identifications = identifications.GroupBy(row => row.VisitorId).ToDictionary(rows => rows.Key, rows => rows.ToList(), StringComparer.Ordinal),
            TouchesByVisitor = touches.Where(row => row.Touch.VisitorId.Length > 0).ToLookup(row => row.Touch.VisitorId, row => row.Touch),
            TouchesBySession = touches.Where(row => row.Touch.SessionId.Length > 0).ToLookup(row => row.Touch.SessionId, row => row.Touch),
            TouchesByUser = touches.Where(row => row.Touch.VisitorId.Length == 0 && row.UserId.Length > 0).ToLookup(row => row.UserId, row => row.Touch),
            SessionsOfPeople = store.JourneyScope == "session" ? await SessionsOf(visitors, users, from, to) : [],
            Leads = await Leads(visitors, users, from, to),
            KnownVisitors = await KnownVisitors(wanted.Visitors),
            KnownUsers = await KnownUsers(wanted.Users),
        };
    }

    private async Task<List<ConversionHintRow>> Hints(Wanted wanted)
    {
        var id = store.Id.Value;
        var byOrder = await db.ConversionHints.AsNoTracking()
            .Where(row => row.StoreId == id && EF.Parameter(wanted.Orders).Contains(row.OrderId)).ToListAsync(cancellationToken);
        return wanted.Carts.Length == 0
            ? byOrder
            : [.. byOrder.UnionBy(
                await db.ConversionHints.AsNoTracking().Where(row => row.StoreId == id && EF.Parameter(wanted.Carts).Contains(row.CartToken)).ToListAsync(cancellationToken),
                row => row.HintId)];
    }

    // Browsers lead to users, and users to all their browsers; whose those were when is then read whole.
    private async Task<(string[] Visitors, string[] Users, List<VisitorUserRow> Identifications)> People(
        Wanted wanted, List<SessionRow> sessions, List<ConversionHintRow> hints, List<PersonEmailRow> emails)
    {
        string[] visitors = [.. wanted.Visitors.Concat(sessions.Select(row => row.VisitorId)).Concat(hints.Select(row => row.VisitorId))
            .Concat(emails.Select(row => row.VisitorId)).Where(visitor => visitor.Length > 0).Distinct()];
        var ofVisitors = await Identifications(visitors);
        string[] users = [.. wanted.Users.Concat(ofVisitors.Select(row => row.UserId)).Concat(sessions.Select(row => row.UserId))
            .Concat(emails.Select(row => row.UserId)).Where(user => user.Length > 0).Distinct()];
        if (users.Length == 0)
        {
            return (visitors, users, ofVisitors);
        }

        var id = store.Id.Value;
        var ofUsers = await db.VisitorUsers.Where(row => row.StoreId == id && EF.Parameter(users).Contains(row.UserId)).Select(row => row.VisitorId).Distinct().ToListAsync(cancellationToken);
        string[] all = [.. visitors.Union(ofUsers)];
        return (all, users, all.Length == visitors.Length ? ofVisitors : await Identifications(all));
    }

    private Task<List<VisitorUserRow>> Identifications(string[] visitors)
    {
        var id = store.Id.Value;
        return visitors.Length == 0
            ? Task.FromResult(new List<VisitorUserRow>())
            : db.VisitorUsers.AsNoTracking().Where(row => row.StoreId == id && EF.Parameter(visitors).Contains(row.VisitorId)).ToListAsync(cancellationToken);
    }

    private async Task<List<TouchOfUser>> Touches(string[] visitors, string[] users, string[] loneSessions, DateTimeOffset from, DateTimeOffset to)
    {
        var id = store.Id.Value;
        var inTime = db.Touches.AsNoTracking().Where(row => row.StoreId == id && row.OccurredAt >= from && row.OccurredAt <= to);
        var found = new List<TouchOfUser>();
        if (visitors.Length > 0)
        {
            found.AddRange(await Narrow(inTime.Where(row => EF.Parameter(visitors).Contains(row.VisitorId))));
        }

        if (users.Length > 0)
        {
            found.AddRange(await Narrow(inTime.Where(row => EF.Parameter(users).Contains(row.UserId) && row.VisitorId == "")));
        }

        if (loneSessions.Length > 0)
        {
            found.AddRange(await Narrow(inTime.Where(row => EF.Parameter(loneSessions).Contains(row.SessionId))));
        }

        return [.. found.DistinctBy(row => row.Touch.Id)];
    }

    private Task<List<TouchOfUser>> Narrow(IQueryable<TouchRow> touches) =>
        touches.Select(row => new TouchOfUser(
            new Touch(row.TouchId, row.OccurredAt, row.Channel, row.Source, row.Medium)
            {
                Campaign = row.Campaign,
                SubChannel = row.SubChannel,
                SessionId = row.SessionId,
                VisitorId = row.VisitorId,
            },
            row.UserId)).ToListAsync(cancellationToken);

    private Task<List<SessionRow>> SessionsOf(string[] visitors, string[] users, DateTimeOffset from, DateTimeOffset to)
    {
        var id = store.Id.Value;
        return db.Sessions.AsNoTracking()
            .Where(row => row.StoreId == id && row.StartedAt <= to && row.LastActivityAt >= from
                && (EF.Parameter(visitors).Contains(row.VisitorId) || (row.VisitorId == "" && EF.Parameter(users).Contains(row.UserId))))
            .ToListAsync(cancellationToken);
    }

    private async Task<List<OrderRow>> Leads(string[] visitors, string[] users, DateTimeOffset from, DateTimeOffset to)
    {
        var id = store.Id.Value;
        var leads = db.Orders.AsNoTracking().Where(row =>
            row.StoreId == id && row.OccurredAt >= from && row.OccurredAt <= to && (row.Type == "signup" || row.Type == "quote_request") && row.Status != OrderStatus.Cancelled);
        var ofVisitors = visitors.Length == 0 ? [] : await leads.Where(row => EF.Parameter(visitors).Contains(row.VisitorId)).ToListAsync(cancellationToken);
        var ofUsers = users.Length == 0 ? [] : await leads.Where(row => EF.Parameter(users).Contains(row.UserId)).ToListAsync(cancellationToken);
        return [.. ofVisitors.UnionBy(ofUsers, row => row.OrderId)];
    }

    private async Task<HashSet<string>> KnownVisitors(string[] visitors)
    {
        var id = store.Id.Value;
        return visitors.Length == 0
            ? []
            : [.. await db.Sessions.Where(row => row.StoreId == id && EF.Parameter(visitors).Contains(row.VisitorId)).Select(row => row.VisitorId)
                .Union(db.Touches.Where(row => row.StoreId == id && EF.Parameter(visitors).Contains(row.VisitorId)).Select(row => row.VisitorId)).ToListAsync(cancellationToken)];
    }

    private async Task<HashSet<string>> KnownUsers(string[] users)
    {
        var id = store.Id.Value;
        return users.Length == 0
            ? []
            : [.. await db.Touches.Where(row => row.StoreId == id && EF.Parameter(users).Contains(row.UserId) && row.VisitorId == "").Select(row => row.UserId)
                .Union(db.Sessions.Where(row => row.StoreId == id && EF.Parameter(users).Contains(row.UserId) && row.VisitorId == "").Select(row => row.UserId)).ToListAsync(cancellationToken)];
    }

    private sealed record TouchOfUser(Touch Touch, string UserId);
}

/// <summary>The ids that a handful of orders name, each once, none empty.</summary>
internal sealed record Wanted(string[] Orders, string[] Sessions, string[] Visitors, string[] Users, string[] Emails, string[] Carts);
