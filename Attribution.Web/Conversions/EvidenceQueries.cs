using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Conversions;

/// <summary>The ids that a handful of orders name, each once, none empty.</summary>
internal sealed record Wanted(List<string> Orders, List<string> Sessions, List<string> Visitors, List<string> Users, List<string> Emails, List<string> Carts);

/// <summary>Reads the evidence for a handful of orders with one query a table, in the transaction that records them.</summary>
internal sealed class EvidenceQueries(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    // SQLite takes some 32,000 parameters; a user id that a shop gives to all its guests has more browsers than that.
    private const int MostIds = 500;

    private readonly int id = store.Id.Value;

    /// <param name="wanted">What the orders name.</param>
    /// <param name="from">The start of the earliest window.</param>
    /// <param name="to">The latest conversion.</param>
    public async Task<Evidence> Read(Wanted wanted, DateTimeOffset from, DateTimeOffset to)
    {
        var orders = await InParts(wanted.Orders, ids => db.Orders.Where(row => row.StoreId == id && ids.Contains(row.OrderId)));
        var hints = await Hints(wanted);
        var sessionById = await Sessions(Merge(wanted.Sessions, hints.Select(hint => hint.SessionId)));
        List<SessionRow> sessions = [.. sessionById.Values.Distinct()];
        var emails = await InParts(wanted.Emails, ids => db.PersonEmails.AsNoTracking().Where(row => row.StoreId == id && ids.Contains(row.EmailHmac)));
        var (visitors, users, identifications) = await People(wanted, sessions, hints, emails);
        var touches = await Touches(visitors, users, [.. sessions.Where(row => row.VisitorId.Length == 0).Select(row => row.SessionId)], from, to);
        return new Evidence
        {
            Orders = orders.ToDictionary(row => row.OrderId, StringComparer.Ordinal),
            Sessions = sessionById,
            Hints = hints,
            ClaimsByVisitor = (await Claims(hints)).ToLookup(row => row.VisitorId),
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

    // By the id it was asked for, which may be one that a session had before it became part of another.
    private async Task<Dictionary<string, SessionRow>> Sessions(List<string> wanted)
    {
        var rows = new Dictionary<string, SessionRow>(StringComparer.Ordinal);
        for (var ids = wanted; ids.Count > 0; ids = Merge(rows.Values.Select(row => row.MergedInto).Where(into => !rows.ContainsKey(into))))
        {
            var found = await InParts(ids, part => db.Sessions.AsNoTracking().Where(row => row.StoreId == id && part.Contains(row.SessionId)));
            found.ForEach(row => rows[row.SessionId] = row);
            if (found.Count == 0)
            {
                break;
            }
        }

        return rows.ToDictionary(pair => pair.Key, pair => Living(pair.Value, rows), StringComparer.Ordinal);
    }

    private static SessionRow Living(SessionRow row, Dictionary<string, SessionRow> rows)
    {
        while (row.MergedInto.Length > 0 && rows.TryGetValue(row.MergedInto, out var into))
        {
            row = into;
        }

        return row;
    }

    private async Task<List<ConversionHintRow>> Hints(Wanted wanted)
    {
        var hints = db.ConversionHints.AsNoTracking().Where(row => row.StoreId == id);
        var byOrder = await InParts(wanted.Orders, ids => hints.Where(row => ids.Contains(row.OrderId)));
        return [.. byOrder.UnionBy(await InParts(wanted.Carts, ids => hints.Where(row => ids.Contains(row.CartToken))), row => row.HintId)];
    }

    private async Task<List<ConversionHintRow>> Claims(List<ConversionHintRow> hints)
    {
        if (hints.Count == 0)
        {
            return [];
        }

        var (from, to) = (hints.Min(hint => hint.ReceivedAt) - (2 * Matching.HintReach), hints.Max(hint => hint.ReceivedAt) + (2 * Matching.HintReach));
        return await InParts(
            Merge(hints.Select(hint => hint.VisitorId)),
            ids => db.ConversionHints.AsNoTracking().Where(row => row.StoreId == id && ids.Contains(row.VisitorId) && row.ReceivedAt >= from && row.ReceivedAt <= to));
    }

    // Browsers lead to users, and users to all their browsers; whose those were when is then read whole.
    private async Task<(List<string> Visitors, List<string> Users, List<VisitorUserRow> Identifications)> People(
        Wanted wanted, List<SessionRow> sessions, List<ConversionHintRow> hints, List<PersonEmailRow> emails)
    {
        var visitors = Merge(wanted.Visitors, sessions.Select(row => row.VisitorId), hints.Select(row => row.VisitorId), emails.Select(row => row.VisitorId));
        var identifications = await Identifications(visitors);
        var users = Merge(wanted.Users, identifications.Select(row => row.UserId), sessions.Select(row => row.UserId), emails.Select(row => row.UserId));
        var ofUsers = await InParts(users, ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.UserId)).Select(row => row.VisitorId));
        List<string> others = [.. ofUsers.Except(visitors)];
        return ([.. visitors, .. others], users, [.. identifications, .. await Identifications(others)]);
    }

    private Task<List<VisitorUserRow>> Identifications(List<string> visitors) =>
        InParts(visitors, ids => db.VisitorUsers.AsNoTracking().Where(row => row.StoreId == id && ids.Contains(row.VisitorId)));

    // By user: the index of users holds only rows that name one, which a query has to say; and asked by its length, an empty visitor does
    // not tempt the planner to walk everything that came without a browser.
    private async Task<List<TouchOfUser>> Touches(List<string> visitors, List<string> users, List<string> loneSessions, DateTimeOffset from, DateTimeOffset to)
    {
        var inTime = db.Touches.AsNoTracking().Where(row => row.StoreId == id && row.OccurredAt >= from && row.OccurredAt <= to);
        var ofVisitors = await InParts(visitors, ids => Narrow(inTime.Where(row => ids.Contains(row.VisitorId))));
        var ofUsers = await InParts(users, ids => Narrow(inTime.Where(row => row.UserId != "" && ids.Contains(row.UserId) && row.VisitorId.Length == 0)));
        var ofSessions = await InParts(loneSessions, ids => Narrow(inTime.Where(row => ids.Contains(row.SessionId))));
        return [.. ofVisitors.Concat(ofUsers).Concat(ofSessions).DistinctBy(row => row.Touch.Id)];
    }

    private IQueryable<TouchOfUser> Narrow(IQueryable<TouchRow> touches) => CountedTouches.Of(db, touches).Select(row => new TouchOfUser(
        new Touch(row.Touch.TouchId, row.Touch.OccurredAt, row.Channel, row.Source, row.Medium)
        {
            Campaign = row.Touch.Campaign,
            SubChannel = row.SubChannel,
            SessionId = row.Touch.SessionId,
            VisitorId = row.Touch.VisitorId,
        },
        row.Touch.UserId));

    private async Task<List<SessionRow>> SessionsOf(List<string> visitors, List<string> users, DateTimeOffset from, DateTimeOffset to)
    {
        var inTime = db.Sessions.AsNoTracking().Where(row => row.StoreId == id && row.StartedAt <= to && row.LastActivityAt >= from);
        return
        [
            .. await InParts(visitors, ids => inTime.Where(row => ids.Contains(row.VisitorId))),
            .. await InParts(users, ids => inTime.Where(row => row.UserId != "" && ids.Contains(row.UserId) && row.VisitorId.Length == 0)),
        ];
    }

    private async Task<List<OrderRow>> Leads(List<string> visitors, List<string> users, DateTimeOffset from, DateTimeOffset to)
    {
        var leads = db.Orders.AsNoTracking().Where(row => row.StoreId == id && row.OccurredAt >= from && row.OccurredAt <= to
            && (row.Type == "signup" || row.Type == "quote_request") && row.Status != OrderStatus.Cancelled);
        var ofVisitors = await InParts(visitors, ids => leads.Where(row => ids.Contains(row.VisitorId)));
        return [.. ofVisitors.UnionBy(await InParts(users, ids => leads.Where(row => ids.Contains(row.UserId))), row => row.OrderId)];
    }

    private async Task<HashSet<string>> KnownVisitors(List<string> visitors) =>
    [
        .. await InParts(visitors, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.VisitorId)).Select(row => row.VisitorId).Distinct()),
        .. await InParts(visitors, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.VisitorId)).Select(row => row.VisitorId).Distinct()),
    ];

    private async Task<HashSet<string>> KnownUsers(List<string> users) =>
    [
        .. await InParts(users, ids => db.Touches.Where(row => row.StoreId == id && row.UserId != "" && ids.Contains(row.UserId) && row.VisitorId.Length == 0).Select(row => row.UserId).Distinct()),
        .. await InParts(users, ids => db.Sessions.Where(row => row.StoreId == id && row.UserId != "" && ids.Contains(row.UserId) && row.VisitorId.Length == 0).Select(row => row.UserId).Distinct()),
    ];

    private async Task<List<T>> InParts<T>(List<string> ids, Func<List<string>, IQueryable<T>> query)
    {
        if (ids.Count is > 0 and <= MostIds)
        {
            return await query(ids).ToListAsync(cancellationToken);
        }

        var rows = new List<T>();
        foreach (var part in ids.Chunk(MostIds))
        {
            rows.AddRange(await query([.. part]).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private static List<string> Merge(params IEnumerable<string>[] ids) => [.. ids.SelectMany(part => part).Where(one => one.Length > 0).Distinct()];

    private sealed record TouchOfUser(Touch Touch, string UserId);
}
