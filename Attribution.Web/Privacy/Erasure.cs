using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>What was removed, to be told to the person.</summary>
/// <param name="Reference">A short id to quote.</param>
/// <param name="Mark">What the log keeps in the place of the identifier.</param>
internal sealed record ErasureReport(string Reference, DateTimeOffset At, string FoundBy, string Mark, string Reason, PersonCounts Removed);

/// <summary>
/// Erases a person: in one transaction, and in the file's free space and log with it. What is left is a mark that tells nothing, in the
/// database and in a file beside it, by which an older copy that is put back loses the person again.
/// </summary>
/// <param name="seen">What lately came, in memory; a command has none.</param>
internal sealed class Erasure(Database database, ErasureFile file, TimeProvider clock, SeenHits? seen = null)
{
    private const int LongestReason = 200;

    /// <summary>What is wrong with a reason; null where nothing is. It is kept, so that it must not name the person.</summary>
    public static string? ReasonFault(PersonQuery query, string reason) => reason.Trim() switch
    {
        "" => "Say why, such as: asked by letter on 20 November. It is kept with the erasure.",
        { Length: > LongestReason } text => $"This has {text.Length} characters. Use at most {LongestReason}.",
        var text when text.Contains('@') || text.Contains(query.Value, StringComparison.OrdinalIgnoreCase) => "Leave the person out of the reason: it is kept.",
        var text when text.Any(char.IsControl) => "Write it in one line.",
        _ => null,
    };

    /// <summary>Erases within a transaction that is open already; call <see cref="Finish"/> once it is committed.</summary>
    /// <returns>Null where the store knows nobody by that.</returns>
    /// <exception cref="IOException">The list of erasures can't be written: nothing is erased.</exception>
    public async Task<ErasureReport?> Run(AttributionDb db, StoreSettings store, PersonQuery query, string by, string reason, CancellationToken cancellationToken)
    {
        if (await new PersonFinder(db, store, cancellationToken).Find(query) is not { } person)
        {
            return null;
        }

        var marks = new PersonMarks(store);
        var entry = new ErasureEntry(
            store.Id.Value, marks.OfStore, Problem.NewReference(), clock.GetUtcNow(), by, query.By, reason.Trim(), marks.Of(query), MarksOf(person, marks), person.WholeBrowser);
        await Delete(db, store, person, entry, repeatedAt: null, cancellationToken);

        // Last, and before the commit: an entry without its erasure is made good at the next start, the other way round it would be lost.
        file.Append(entry);
        return new ErasureReport(entry.Reference, entry.At, entry.FoundBy, entry.Mark, entry.Reason, person.Counts);
    }

    /// <summary>Erases again whom an entry names, on a copy of the database that does not know of it.</summary>
    public Task Repeat(StoreSettings store, ErasureEntry entry, PersonSeeds seeds, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var person = await new PersonFinder(db, store, cancellationToken).Find(seeds);
                await Delete(db, store, person, entry, clock.GetUtcNow(), cancellationToken);
            },
            cancellationToken);

    /// <summary>After the commit: what was deleted leaves the log too, and nothing in memory shows it.</summary>
    public Task Finish(StoreSettings store, CancellationToken cancellationToken)
    {
        seen?.Of(store.Id).ForgetHits();
        return database.EmptyLog(cancellationToken);
    }

    private async Task Delete(AttributionDb db, StoreSettings store, Person? person, ErasureEntry entry, DateTimeOffset? repeatedAt, CancellationToken cancellationToken)
    {
        if (person is not null)
        {
            await new PersonDeletion(db, store, entry.At, cancellationToken).Run(person);
        }

        var removed = person?.Counts ?? PersonCounts.None;
        db.Erasures.Add(new ErasureRow
        {
            StoreId = store.Id.Value,
            Reference = entry.Reference,
            At = entry.At,
            By = entry.By,
            FoundBy = entry.FoundBy,
            Reason = entry.Reason,
            Mark = entry.Mark,
            Marks = JsonSerializer.Serialize(entry.Marks),
            WholeBrowser = entry.WholeBrowser,
            Removed = JsonSerializer.Serialize(removed, ApiJson.Options),
            RepeatedAt = repeatedAt,
        });
        await AuditLog.Append(
            db, store.Id, entry.By, repeatedAt is null ? "person.erased" : "person.erased_again", $"{entry.FoundBy} {entry.Mark[..16]}",
            $"{entry.Reference}: {removed}", clock.GetUtcNow(), cancellationToken);
        await db.Stores.Where(row => row.StoreId == store.Id.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Generation, row => row.Generation + 1), cancellationToken);
    }

    private static List<string> MarksOf(Person person, PersonMarks marks) =>
    [
        .. person.Users.Select(user => marks.Of(FoundBy.User, user)),
        .. person.Visitors.Except(person.SharedVisitors).Select(visitor => marks.Of(FoundBy.Visitor, visitor)),
        .. person.Emails.Select(email => marks.Of(FoundBy.Email, email)),
        .. person.Orders.Select(order => marks.Of(FoundBy.Order, order)),
    ];
}
