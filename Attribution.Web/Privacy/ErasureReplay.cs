using System.Runtime.CompilerServices;
using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// Does again what an older copy of the database has forgotten: for every line of the list of erasures that the database does not know, the
/// person is found by the marks and erased. Runs at every start before anything is served; whoever puts a copy back calls it too. Safe to repeat.
/// </summary>
internal sealed partial class ErasureReplay(Database database, ErasureFile file, StoreDirectory stores, Erasure erasure, ILogger<ErasureReplay> logger)
{
    /// <returns>How many erasures were done again.</returns>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        var repeated = 0;
        foreach (var entries in file.Read().GroupBy(entry => entry.Store))
        {
            if (await stores.Find(new StoreId(entries.Key), cancellationToken) is { } store)
            {
                repeated += await Run(store, [.. entries.Where(entry => entry.Database == new PersonMarks(store).OfStore)], cancellationToken);
            }
        }

        return repeated;
    }

    private async Task<int> Run(StoreSettings store, IReadOnlyList<ErasureEntry> entries, CancellationToken cancellationToken)
    {
        var known = await Known(store, cancellationToken);
        var missing = entries.Where(entry => !known.Contains(entry.Reference)).ToList();
        if (missing.Count == 0)
        {
            return 0;
        }

        var seeds = await Seeds(store, missing, cancellationToken);
        for (var i = 0; i < missing.Count; i++)
        {
            await erasure.Repeat(store, missing[i], seeds[i], cancellationToken);
        }

        await erasure.Finish(store, cancellationToken);
        LogRepeated(missing.Count, store.Key);
        return missing.Count;
    }

    private async Task<HashSet<string>> Known(StoreSettings store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return [.. await db.Erasures.Where(row => row.StoreId == store.Id.Value).Select(row => row.Reference).ToListAsync(cancellationToken)];
    }

    // Every identifier of the store is marked once; a mark leads to the erasures that name it.
    private async Task<PersonSeeds[]> Seeds(StoreSettings store, IReadOnlyList<ErasureEntry> entries, CancellationToken cancellationToken)
    {
        var seeds = entries.Select(entry => new PersonSeeds { WholeBrowser = entry.WholeBrowser }).ToArray();
        var named = entries.SelectMany((entry, i) => entry.Marks.Select(mark => (mark, i))).ToLookup(one => one.mark, one => one.i);
        var marks = new PersonMarks(store);
        await foreach (var (by, value) in Identifiers(store, cancellationToken))
        {
            foreach (var i in named[marks.Of(by, value)])
            {
                SetOf(seeds[i], by).Add(value);
            }
        }

        return seeds;
    }

    private static HashSet<string> SetOf(PersonSeeds seeds, string by) => by switch
    {
        FoundBy.User => seeds.Users,
        FoundBy.Visitor => seeds.Visitors,
        FoundBy.Email => seeds.Emails,
        _ => seeds.Orders,
    };

    private async IAsyncEnumerable<(string By, string Value)> Identifiers(StoreSettings store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var id = store.Id.Value;
        var orders = db.Orders.Where(row => row.StoreId == id && row.AnonymisedAt == null);
        var users = db.VisitorUsers.Where(row => row.StoreId == id).Select(row => row.UserId)
            .Union(db.Touches.Where(row => row.StoreId == id).Select(row => row.UserId))
            .Union(db.Sessions.Where(row => row.StoreId == id).Select(row => row.UserId))
            .Union(db.PersonEmails.Where(row => row.StoreId == id).Select(row => row.UserId))
            .Union(orders.Select(row => row.UserId));
        var visitors = db.VisitorUsers.Where(row => row.StoreId == id).Select(row => row.VisitorId)
            .Union(db.Touches.Where(row => row.StoreId == id).Select(row => row.VisitorId))
            .Union(db.Sessions.Where(row => row.StoreId == id).Select(row => row.VisitorId))
            .Union(db.PersonEmails.Where(row => row.StoreId == id).Select(row => row.VisitorId))
            .Union(db.ConversionHints.Where(row => row.StoreId == id).Select(row => row.VisitorId))
            .Union(orders.Select(row => row.VisitorId));
        var emails = db.PersonEmails.Where(row => row.StoreId == id).Select(row => row.EmailHmac).Union(orders.Select(row => row.EmailHmac));
        (string By, IQueryable<string> Values)[] all =
            [(FoundBy.User, users), (FoundBy.Visitor, visitors), (FoundBy.Email, emails), (FoundBy.Order, orders.Select(row => row.OrderId))];
        foreach (var (by, values) in all)
        {
            await foreach (var value in values.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (value.Length > 0)
                {
                    yield return (by, value);
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} erasures of {Store} were missing in the database, as after an older copy was put back: done again")]
    private partial void LogRepeated(int count, string store);
}
