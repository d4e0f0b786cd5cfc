using Attribution.Domain.Journeys;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// Finds all that a store knows of one person: the person's browsers as orders are matched to them, so that of a shared browser only the
/// person's own time is taken.
/// </summary>
internal sealed class PersonFinder(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    // SQLite takes some 32,000 parameters.
    internal const int MostIds = 500;

    private readonly int id = store.Id.Value;

    /// <summary>The person of a question; null where the store knows none.</summary>
    public async Task<Person?> Find(PersonQuery query) => await Find(await Seeds(query));

    /// <summary>The person that these lead to; null where nothing is there.</summary>
    public async Task<Person?> Find(PersonSeeds seeds)
    {
        if (seeds.IsEmpty)
        {
            return null;
        }

        var (visitors, emails) = seeds.WholeBrowser ? ([.. seeds.Visitors], [.. seeds.Emails]) : await Reach(seeds);
        var timelines = await Timelines(visitors);
        var own = new OwnTime(seeds.Users, timelines, seeds.WholeBrowser);
        var person = new Person
        {
            Users = seeds.Users,
            Visitors = visitors,
            SharedVisitors = seeds.WholeBrowser ? new HashSet<string>() : Shared(visitors, await Identifications(visitors), seeds.Users),
            Emails = emails,
            WholeBrowser = seeds.WholeBrowser,
        };
        var found = await new PersonRows(db, store, person, own, cancellationToken).Read(seeds.Orders);
        return found.Counts.All > 0 ? found : null;
    }

    private async Task<PersonSeeds> Seeds(PersonQuery query) => query.By switch
    {
        FoundBy.User => new PersonSeeds { Users = [query.Value] },
        FoundBy.Visitor => await SeedsOfVisitor(query.Value, []),
        FoundBy.Email => await SeedsOfEmail(query.EmailHmac(store)),
        _ => await SeedsOfOrder(query.Value),
    };

    // One user's browser leads to the user; a browser of several is nobody's alone.
    private async Task<PersonSeeds> SeedsOfVisitor(string visitor, HashSet<string> orders)
    {
        var users = await db.VisitorUsers.Where(row => row.StoreId == id && row.VisitorId == visitor).Select(row => row.UserId).Distinct().ToListAsync(cancellationToken);
        return new PersonSeeds { Users = users.Count == 1 ? [.. users] : [], Visitors = [visitor], Orders = orders, WholeBrowser = users.Count > 1 };
    }

    private async Task<PersonSeeds> SeedsOfEmail(string hmac)
    {
        var users = await db.PersonEmails.Where(row => row.StoreId == id && row.EmailHmac == hmac && row.UserId != "").Select(row => row.UserId).ToListAsync(cancellationToken);
        var buyers = await db.Orders.Where(row => row.StoreId == id && row.EmailHmac == hmac && row.UserId != "").Select(row => row.UserId).ToListAsync(cancellationToken);
        return new PersonSeeds { Users = [.. users, .. buyers], Emails = [hmac] };
    }

    private async Task<PersonSeeds> SeedsOfOrder(string orderId)
    {
        var order = await db.Orders.FirstOrDefaultAsync(row => row.StoreId == id && row.OrderId == orderId && row.AnonymisedAt == null, cancellationToken);
        return order switch
        {
            null => new PersonSeeds(),
            { UserId.Length: > 0 } => new PersonSeeds { Users = [order.UserId], Orders = [orderId] },
            { VisitorId.Length: > 0 } => await SeedsOfVisitor(order.VisitorId, [orderId]),
            { EmailHmac.Length: > 0 } => await SeedsOfEmail(order.EmailHmac) with { Orders = [orderId] },
            _ => new PersonSeeds { Orders = [orderId] },
        };
    }

    // Users lead to their browsers and addresses, addresses to browsers that nobody signed in on, and so on until nothing new is found.
    private async Task<(HashSet<string> Visitors, HashSet<string> Emails)> Reach(PersonSeeds seeds)
    {
        HashSet<string> visitors = [.. seeds.Visitors, .. await VisitorsOf([.. seeds.Users])];
        HashSet<string> emails = [.. seeds.Emails, .. await EmailsOf([.. seeds.Users])];
        for (var known = -1; known != visitors.Count + emails.Count;)
        {
            known = visitors.Count + emails.Count;
            emails.UnionWith(await InParts([.. visitors], ids => db.PersonEmails
                .Where(row => row.StoreId == id && ids.Contains(row.VisitorId) && row.UserId == "").Select(row => row.EmailHmac)));
            var seen = await InParts([.. emails], ids => db.PersonEmails
                .Where(row => row.StoreId == id && ids.Contains(row.EmailHmac) && row.UserId == "" && row.VisitorId != "").Select(row => row.VisitorId));
            visitors.UnionWith(await OfNobodyElse([.. seen.Except(visitors)], seeds.Users));
        }

        return (visitors, emails);
    }

    private async Task<List<string>> VisitorsOf(List<string> users) =>
    [
        .. await InParts(users, ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.UserId)).Select(row => row.VisitorId)),
        .. await InParts(users, ids => db.PersonEmails.Where(row => row.StoreId == id && ids.Contains(row.UserId) && row.VisitorId != "").Select(row => row.VisitorId)),
        .. await InParts(users, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.UserId) && row.VisitorId != "").Select(row => row.VisitorId)),
    ];

    private async Task<List<string>> EmailsOf(List<string> users) =>
    [
        .. await InParts(users, ids => db.PersonEmails.Where(row => row.StoreId == id && ids.Contains(row.UserId)).Select(row => row.EmailHmac)),
        .. await InParts(users, ids => db.Orders.Where(row => row.StoreId == id && ids.Contains(row.UserId) && row.EmailHmac != "").Select(row => row.EmailHmac)),
    ];

    private async Task<IEnumerable<string>> OfNobodyElse(List<string> visitors, HashSet<string> users)
    {
        var identifications = await Identifications(visitors);
        return visitors.Except(identifications.Where(row => !users.Contains(row.UserId)).Select(row => row.VisitorId));
    }

    private async Task<Dictionary<string, VisitorTimeline>> Timelines(IEnumerable<string> visitors) =>
        VisitorTimelines.Of(await Identifications([.. visitors]));

    private Task<List<VisitorUserRow>> Identifications(IEnumerable<string> visitors) =>
        InParts([.. visitors], ids => db.VisitorUsers.Where(row => row.StoreId == id && ids.Contains(row.VisitorId)));

    private static HashSet<string> Shared(HashSet<string> visitors, List<VisitorUserRow> identifications, HashSet<string> users) =>
        [.. identifications.Where(row => visitors.Contains(row.VisitorId) && !users.Contains(row.UserId)).Select(row => row.VisitorId)];

    private Task<List<T>> InParts<T>(List<string> ids, Func<List<string>, IQueryable<T>> query) => InParts(ids, query, cancellationToken);

    /// <summary>What a query finds for many ids, a part of them at a time.</summary>
    internal static async Task<List<T>> InParts<TId, T>(IReadOnlyList<TId> ids, Func<List<TId>, IQueryable<T>> query, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        foreach (var part in ids.Distinct().Chunk(MostIds))
        {
            found.AddRange(await query([.. part]).ToListAsync(cancellationToken));
        }

        return found;
    }
}
