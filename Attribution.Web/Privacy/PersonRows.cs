using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>Finds the rows of a person whose identifiers are known, table by table.</summary>
internal sealed class PersonRows(AttributionDb db, StoreSettings store, Person person, OwnTime own, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;
    private readonly List<string> users = [.. person.Users];
    private readonly List<string> visitors = [.. person.Visitors];
    private readonly List<string> emails = [.. person.Emails];

    /// <param name="orderIds">Orders that are the person's whatever they name.</param>
    public async Task<Person> Read(IReadOnlySet<string> orderIds)
    {
        var touches = await Touches();
        var sessions = await Sessions(touches);
        var orders = await Orders(orderIds, sessions);
        return person with
        {
            Touches = touches,
            Sessions = sessions,
            Orders = orders,
            Hints = await Hints(sessions, orders),
            Identifications = await Identifications(),
            EmailRows = await EmailRows(),
        };
    }

    private async Task<List<Guid>> Touches()
    {
        var ofVisitors = await InParts(visitors, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.VisitorId))
            .Select(row => new { row.TouchId, row.VisitorId, row.OccurredAt }));
        var ofUsers = await InParts(users, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.UserId)).Select(row => row.TouchId));
        return [.. ofVisitors.Where(row => own.Covers(row.VisitorId, row.OccurredAt)).Select(row => row.TouchId).Union(ofUsers)];
    }

    // A session is its first touch's, also where somebody else signed in before it ended.
    private async Task<List<string>> Sessions(List<Guid> touches)
    {
        var ofVisitors = await InParts(visitors, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.VisitorId))
            .Select(row => new { row.SessionId, row.VisitorId, row.FirstTouchId, row.StartedAt }));
        var ofUsers = await InParts(users, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.UserId) && row.VisitorId == "").Select(row => row.SessionId));
        var gone = touches.ToHashSet();
        return await WithMerged([.. ofVisitors.Where(row => own.Covers(row.VisitorId, row.StartedAt) || gone.Contains(row.FirstTouchId)).Select(row => row.SessionId).Union(ofUsers)]);
    }

    // A session that became part of another one left its id behind.
    private async Task<List<string>> WithMerged(List<string> sessions)
    {
        for (var last = sessions; last.Count > 0; sessions = [.. sessions, .. last])
        {
            last = [.. (await InParts(last, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.MergedInto)).Select(row => row.SessionId))).Except(sessions)];
        }

        return sessions;
    }

    private async Task<List<string>> Orders(IReadOnlySet<string> orderIds, List<string> sessions)
    {
        var named = db.Orders.Where(row => row.StoreId == id && row.AnonymisedAt == null);
        var byId = await InParts([.. orderIds], ids => named.Where(row => ids.Contains(row.OrderId)).Select(row => row.OrderId));
        var ofUsers = await InParts(users, ids => named.Where(row => ids.Contains(row.UserId)).Select(row => row.OrderId));
        var ofVisitors = await InParts(visitors, ids => named.Where(row => ids.Contains(row.VisitorId)).Select(row => new { row.OrderId, row.VisitorId, row.UserId, row.OccurredAt }));
        var nameless = named.Where(row => row.UserId == "");
        var ofEmails = await InParts(emails, ids => nameless.Where(row => ids.Contains(row.EmailHmac)).Select(row => row.OrderId));
        var ofSessions = await InParts(sessions, ids => nameless.Where(row => row.VisitorId == "" && ids.Contains(row.SessionId)).Select(row => row.OrderId));
        return
        [
            .. byId.Union(ofUsers).Union(ofEmails).Union(ofSessions)
                .Union(ofVisitors.Where(row => person.WholeBrowser || (row.UserId.Length == 0 && own.Covers(row.VisitorId, row.OccurredAt))).Select(row => row.OrderId)),
        ];
    }

    private async Task<List<Guid>> Hints(List<string> sessions, List<string> orders)
    {
        var hints = db.ConversionHints.Where(row => row.StoreId == id);
        var ofVisitors = await InParts(visitors, ids => hints.Where(row => ids.Contains(row.VisitorId)).Select(row => new { row.HintId, row.VisitorId, row.ReceivedAt }));
        var ofSessions = await InParts(sessions, ids => hints.Where(row => ids.Contains(row.SessionId)).Select(row => row.HintId));
        var ofOrders = await InParts(orders, ids => hints.Where(row => ids.Contains(row.OrderId)).Select(row => row.HintId));
        return [.. ofVisitors.Where(row => own.Covers(row.VisitorId, row.ReceivedAt)).Select(row => row.HintId).Union(ofSessions).Union(ofOrders)];
    }

    private async Task<List<(string, DateTimeOffset)>> Identifications()
    {
        var ofUsers = await InParts(users, ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.UserId)));
        var ofVisitors = await InParts(
            [.. visitors.Except(person.SharedVisitors)], ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.VisitorId)));
        return [.. ofUsers.Concat(ofVisitors).Select(row => (row.VisitorId, row.From)).Distinct()];
    }

    // An address that another user gave too stays with that user.
    private async Task<List<(string, DateTimeOffset, string, string)>> EmailRows()
    {
        var rows = db.PersonEmails.Where(row => row.StoreId == id);
        var ofUsers = await InParts(users, ids => rows.Where(row => ids.Contains(row.UserId)));
        var ofVisitors = await InParts(
            [.. visitors.Except(person.SharedVisitors)], ids => rows.Where(row => ids.Contains(row.VisitorId) && (row.UserId == "" || person.WholeBrowser)));
        var ofEmails = await InParts(emails, ids => rows.Where(row => ids.Contains(row.EmailHmac) && row.UserId == ""));
        return [.. ofUsers.Concat(ofVisitors).Concat(ofEmails).Select(row => (row.EmailHmac, row.From, row.VisitorId, row.UserId)).Distinct()];
    }

    private Task<List<T>> InParts<T>(List<string> ids, Func<List<string>, IQueryable<T>> query) => PersonFinder.InParts(ids, query, cancellationToken);
}
