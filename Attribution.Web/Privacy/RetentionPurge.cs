using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// Ends what is older than a store keeps, in transactions of a few hundred rows, so that hits need not wait. It looks at what is there and
/// not at what was done, so that it may stop anywhere and be run again. The freed pages are overwritten and used again; the file is not
/// made smaller, as that would rewrite all of it while nobody can write.
/// </summary>
internal sealed partial class RetentionPurge(Database database, StoreDirectory stores, TimeProvider clock, ILogger<RetentionPurge> logger)
{
    private const int RowsPerCommit = 500;

    // What is looked for without an index is read in larger parts.
    private const int RowsPerRead = 20_000;

    /// <summary>Every store; one that fails does not keep the others waiting.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        foreach (var store in await stores.All(cancellationToken))
        {
            try
            {
                await Run(store, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, store.Key);
            }
        }
    }

    /// <returns>What was deleted, and how many orders were made anonymous.</returns>
    public async Task<PersonCounts> Run(StoreSettings store, CancellationToken cancellationToken)
    {
        var keptFrom = store.KeptFrom(clock);
        var counts = PersonCounts.None;
        foreach (var span in await Read(store, plan => plan.Spans(keptFrom), cancellationToken))
        {
            await MarkPartial(store, span, cancellationToken);
            counts = counts.Plus(await Purge(store, span, cancellationToken));
        }

        var (from, _) = store.Calendar.Bounds(keptFrom);
        counts = counts with { Identifications = await Identifications(store, from, cancellationToken), Emails = await Emails(store, from, cancellationToken) };
        if (counts.All > 0)
        {
            await database.Write(
                db => AuditLog.Append(db, store.Id, "system", "retention.ended", $"before {keptFrom:O}", counts.ToString(), clock.GetUtcNow(), cancellationToken), cancellationToken);
            await database.EmptyLog(cancellationToken);
            LogPurged(store.Key, keptFrom, counts.ToString());
        }

        return counts;
    }

    // Before the first row goes: from here on a rebuild takes the day's visits from its rows.
    private async Task MarkPartial(StoreSettings store, DaySpan span, CancellationToken cancellationToken)
    {
        if (await Read(store, plan => plan.HasWhole(span), cancellationToken))
        {
            await database.Write(db => new RetentionPlan(db, store, cancellationToken).MarkPartial(span), cancellationToken);
        }
    }

    private async Task<PersonCounts> Purge(StoreSettings store, DaySpan span, CancellationToken cancellationToken)
    {
        var id = store.Id.Value;
        var touches = 0;
        foreach (var channel in await Read(store, plan => plan.Touches(span).Select(row => row.Channel).Distinct().ToListAsync(cancellationToken), cancellationToken))
        {
            touches += await InParts(
                () => Read(store, plan => plan.Touches(span).Where(row => row.Channel == channel).OrderBy(row => row.OccurredAt).Select(row => row.TouchId).Take(RowsPerRead).ToListAsync(cancellationToken), cancellationToken),
                async (db, ids) =>
                {
                    await db.TouchChannels.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).ExecuteDeleteAsync(cancellationToken);
                    return await db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).ExecuteDeleteAsync(cancellationToken);
                },
                cancellationToken);
        }

        var sessions = await InParts(
            () => Read(store, plan => plan.Sessions(span).OrderBy(row => row.StartedAt).Select(row => row.SessionId).Take(RowsPerRead).ToListAsync(cancellationToken), cancellationToken),
            (db, ids) => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.SessionId)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        var hints = await InParts(
            () => Read(store, plan => plan.Hints(span).OrderBy(row => row.HintId).Select(row => row.HintId).Take(RowsPerRead).ToListAsync(cancellationToken), cancellationToken),
            (db, ids) => db.ConversionHints.Where(row => row.StoreId == id && ids.Contains(row.HintId)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        var orders = await InParts(
            () => Read(store, plan => plan.Orders(span).OrderBy(row => row.OccurredAt).Select(row => row.OrderId).Take(RowsPerRead).ToListAsync(cancellationToken), cancellationToken),
            async (db, ids) =>
            {
                await Anonymous.Make(db, id, ids, clock.GetUtcNow(), cancellationToken);
                return ids.Count;
            },
            cancellationToken);
        return new PersonCounts(touches, sessions, 0, 0, hints, orders);
    }

    // The condition is asked again in the transaction: who came back meanwhile is needed.
    private Task<int> Identifications(StoreSettings store, DateTimeOffset before, CancellationToken cancellationToken) => InParts(
        () => Read(
            store, plan => plan.Identifications(before).OrderBy(row => row.VisitorId).ThenBy(row => row.From).Select(row => new { row.VisitorId, row.From }).Take(RowsPerRead).ToListAsync(cancellationToken), cancellationToken),
        async (db, keys) =>
        {
            var deleted = 0;
            foreach (var key in keys)
            {
                deleted += await new RetentionPlan(db, store, cancellationToken).Identifications(before)
                    .Where(row => row.VisitorId == key.VisitorId && row.From == key.From).ExecuteDeleteAsync(cancellationToken);
            }

            return deleted;
        },
        cancellationToken);

    private Task<int> Emails(StoreSettings store, DateTimeOffset before, CancellationToken cancellationToken) => InParts(
        () => Read(
            store,
            plan => plan.Emails(before).OrderBy(row => row.EmailHmac).ThenBy(row => row.From).Select(row => new { row.EmailHmac, row.From, row.VisitorId, row.UserId }).Take(RowsPerRead).ToListAsync(cancellationToken),
            cancellationToken),
        async (db, keys) =>
        {
            var deleted = 0;
            foreach (var key in keys)
            {
                deleted += await new RetentionPlan(db, store, cancellationToken).Emails(before)
                    .Where(row => row.EmailHmac == key.EmailHmac && row.From == key.From && row.VisitorId == key.VisitorId && row.UserId == key.UserId)
                    .ExecuteDeleteAsync(cancellationToken);
            }

            return deleted;
        },
        cancellationToken);

    // Reads what is due, and deletes it a few hundred rows a transaction, until nothing is due.
    private async Task<int> InParts<T>(Func<Task<List<T>>> read, Func<AttributionDb, List<T>, Task<int>> delete, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (await read() is { Count: > 0 } due)
        {
            var before = deleted;
            foreach (var part in due.Chunk(RowsPerCommit))
            {
                deleted += await database.Write(db => delete(db, [.. part]), cancellationToken);
            }

            if (deleted == before)
            {
                break;
            }
        }

        return deleted;
    }

    private async Task<T> Read<T>(StoreSettings store, Func<RetentionPlan, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await read(new RetentionPlan(db, store, cancellationToken));
    }

    [LoggerMessage(1, LogLevel.Information, "Retention of {Store}, before {KeptFrom:O}: {Counts}")]
    private partial void LogPurged(string store, DateOnly keptFrom, string counts);

    [LoggerMessage(2, LogLevel.Error, "The retention of {Store} failed; the next night goes on where it stopped")]
    private partial void LogFailed(Exception failure, string store);
}
