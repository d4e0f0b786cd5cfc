using System.Data;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots;

/// <summary>What a build of a day may do.</summary>
internal enum DayPurpose
{
    /// <summary>Replace the rows of a day that is not sealed.</summary>
    Open,

    /// <summary>The same, for the last time: the day is sealed.</summary>
    Seal,

    /// <summary>Replace the rows of a day that may be sealed, keeping its former figures as a revision.</summary>
    Revise,
}

/// <summary>
/// Builds one local day of a store. Reads and computes without holding anything; the transaction after it only replaces rows. What
/// changed while it read leaves the day dirty, as only the change it saw before reading is marked as built.
/// </summary>
internal sealed class DayBuild(Database database, DayFits fits, ModelDirectory models, TimeProvider clock)
{
    // SQLite takes some 32,000 parameters.
    private const int MostIds = 10_000;

    /// <param name="history">What the run has read of people's histories for the days before.</param>
    /// <exception cref="RunLostException">The run's claim on the store was taken away.</exception>
    public async Task Run(
        SnapshotRunRow run, StoreSettings store, DateOnly day, DayPurpose purpose, FitHistory history, CancellationToken cancellationToken)
    {
        var work = await Read(run, store, day, purpose, history, cancellationToken);
        await database.Write(write => Commit(write, work, cancellationToken), cancellationToken);
    }

    // Read uncommitted is SQLite's deferred transaction here: raw rows, and whether some were taken away, are of one instant.
    private async Task<DayWork> Read(
        SnapshotRunRow run, StoreSettings store, DateOnly day, DayPurpose purpose, FitHistory history, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        await using var instant = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);
        var seen = await Find(db, store, day, cancellationToken);
        var skip = purpose switch
        {
            DayPurpose.Open => seen?.SealedAt is not null,
            // Once more even where nothing changed: until now its fit was of an earlier hour.
            DayPurpose.Seal => seen is null,
            _ => false,
        };
        if (skip)
        {
            return new DayWork(run, store, day, purpose, seen?.DirtySeq ?? 0, null, null, [], default) { DropOuts = await DropOuts(db, store, day, purpose, history, cancellationToken) };
        }

        // A day on which nothing happened has nothing to credit.
        var ofDay = await DayReader.IsEmpty(db, store, day, cancellationToken)
            ? [] : await fits.Of(db, store, day, history, anew: purpose != DayPurpose.Open, cancellationToken);
        var offered = (await models.DataDriven(store.Id, cancellationToken)).Select(model => model.Configured);
        var facts = await DayReader.Read(db, store, day, await FitCredits.Open(db, store, day, ofDay, [.. offered], cancellationToken), cancellationToken);
        var rows = await RowsOf(db, store, facts, seen?.Partial == true, cancellationToken);
        return new DayWork(run, store, day, purpose, seen?.DirtySeq ?? 0, facts, rows, ofDay, await DayReader.Unverified(db, store, day, cancellationToken))
        {
            DropOuts = await DropOuts(db, store, day, purpose, history, cancellationToken),
        };
    }

    // Once a day, when it is sealed: who comes back within the hour changes nothing then.
    private static Task<DropOutDay> DropOuts(
        AttributionDb db, StoreSettings store, DateOnly day, DayPurpose purpose, FitHistory history, CancellationToken cancellationToken) =>
        purpose == DayPurpose.Open ? Task.FromResult(DropOutDay.AsItStands) : DropOutDay.Read(db, store, day, history, cancellationToken);

    private static async Task<SnapshotRows> RowsOf(AttributionDb db, StoreSettings store, DayFacts facts, bool partial, CancellationToken cancellationToken)
    {
        if (!partial)
        {
            return DayRows.Of(store, facts);
        }

        var kept = await KeptVisits.Read(db, store, facts.Date, cancellationToken);
        return kept.Into(DayRows.Of(store, facts with { Visits = [], Kept = [] }));
    }

    private async Task Commit(AttributionDb db, DayWork work, CancellationToken cancellationToken)
    {
        var run = await db.SnapshotRuns.FirstAsync(row => row.StoreId == work.Run.StoreId && row.RunId == work.Run.RunId, cancellationToken);
        if (run.Status != RunStates.Running)
        {
            throw new RunLostException($"The run {run.RunId} is {run.Status}, so it may write nothing.");
        }

        var day = await DayRow(db, work, cancellationToken);
        if (work.Rows is not null && (day.SealedAt is null || work.Purpose == DayPurpose.Revise))
        {
            await Replace(db, run, day, work, cancellationToken);
        }

        if (day.SealedAt is null ? work.Purpose == DayPurpose.Seal : work.Purpose == DayPurpose.Revise)
        {
            work.DropOuts.Replace(db, day);
        }

        // What came in since it was read still belongs into the day: then the next run seals it.
        if (work.Purpose == DayPurpose.Seal && day.DirtySeq == work.SeenSeq)
        {
            day.SealedAt ??= clock.GetUtcNow();
            await WriteCredits(db, work, cancellationToken);
            day.Partial |= await EndKept(db, day, cancellationToken);
        }

        run.Done++;
        run.Partial |= day.Partial || work.Facts?.Kept.Count > 0;
        await db.Stores.Where(row => row.StoreId == work.Store.Id.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Generation, row => row.Generation + 1), cancellationToken);
    }

    private async Task Replace(AttributionDb db, SnapshotRunRow run, SnapshotDayRow day, DayWork work, CancellationToken cancellationToken)
    {
        if (day.SealedAt is not null)
        {
            await KeepRevision(db, run, day, cancellationToken);
        }

        work.Rows!.Replace(db);
        await ReplaceFits(db, work, cancellationToken);
        if (day.SealedAt is not null)
        {
            await WriteCredits(db, work, cancellationToken);
        }

        day.BuiltSeq = work.SeenSeq;
        (day.UnverifiedOrders, day.UnverifiedMinor) = work.Unverified;
        day.StandIns = work.Rows.StandIns;
        day.BuiltAt = clock.GetUtcNow();
        run.Visits += work.Facts!.Visits.Sum(from => (int)from.Visits);
        run.Conversions += work.Facts.Conversions.Count;
    }

    // A fit that stands is not written again: its text is longer than all of the day's rows.
    private static async Task ReplaceFits(AttributionDb db, DayWork work, CancellationToken cancellationToken)
    {
        string[] stand = [.. work.Fits.Where(fit => !fit.IsNew).Select(fit => fit.Row.Model)];
        await db.ModelFits.Where(row => row.StoreId == work.Store.Id.Value && row.Date == work.Day && !stand.Contains(row.Model)).ExecuteDeleteAsync(cancellationToken);
        db.ModelFits.AddRange(work.Fits.Where(fit => fit.IsNew).Select(fit => fit.Row));
    }

    // From now on refunds are split by these; those that were booked while the day was open are built again.
    private async Task WriteCredits(AttributionDb db, DayWork work, CancellationToken cancellationToken)
    {
        if (work.Facts is null)
        {
            return;
        }

        var (store, orders) = (work.Store.Id.Value, work.Facts.Conversions.Select(one => one.OrderId).ToArray());
        foreach (var part in orders.Chunk(MostIds))
        {
            await db.OrderCredits.Where(row => row.StoreId == store && part.Contains(row.OrderId)).ExecuteDeleteAsync(cancellationToken);
            var refunded = await db.Refunds.Where(row => row.StoreId == store && row.BookedOn != work.Day && part.Contains(row.OrderId)
                    && !db.SnapshotDays.Any(day => day.StoreId == store && day.Date == row.BookedOn && day.SealedAt != null))
                .Select(row => row.BookedOn).Distinct().ToListAsync(cancellationToken);
            foreach (var day in refunded)
            {
                await DirtyDays.Mark(db, work.Store.Id, day, cancellationToken);
            }
        }

        db.OrderCredits.AddRange(FitCredits.RowsOf(work.Store, work.Facts, work.Fits));
    }

    private async Task KeepRevision(AttributionDb db, SnapshotRunRow run, SnapshotDayRow day, CancellationToken cancellationToken)
    {
        var former = await db.AttributionSnapshots.AsNoTracking()
            .Where(row => row.StoreId == day.StoreId && row.Date == day.Date)
            .OrderBy(row => row.Model).ThenBy(row => row.Channel)
            .ToListAsync(cancellationToken);
        db.SnapshotRevisions.Add(new SnapshotRevisionRow
        {
            StoreId = day.StoreId,
            Date = day.Date,
            Revision = day.Revision,
            ReplacedAt = clock.GetUtcNow(),
            ReplacedBy = run.RequestedBy,
            Reason = run.Reason,
            Figures = JsonSerializer.Serialize(former, ApiJson.Options),
        });
        await AuditLog.Append(
            db, new StoreId(day.StoreId), run.RequestedBy, "snapshot.revised", $"{day.Date:O} revision {day.Revision}",
            $"{day.Date:O} revision {day.Revision + 1}: {run.Reason}", clock.GetUtcNow(), cancellationToken);
        day.Revision++;
    }

    // What was kept of erased visits is part of the day's rows now, which stand for ever.
    private static async Task<bool> EndKept(AttributionDb db, SnapshotDayRow day, CancellationToken cancellationToken) =>
        await db.KeptVisits.Where(row => row.StoreId == day.StoreId && row.Date == day.Date).ExecuteDeleteAsync(cancellationToken) > 0;

    private static async Task<SnapshotDayRow> DayRow(AttributionDb db, DayWork work, CancellationToken cancellationToken)
    {
        if (await Find(db, work.Store, work.Day, cancellationToken) is { } found)
        {
            return found;
        }

        var day = new SnapshotDayRow { StoreId = work.Store.Id.Value, Date = work.Day };
        db.SnapshotDays.Add(day);
        return day;
    }

    private static Task<SnapshotDayRow?> Find(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken) =>
        db.SnapshotDays.FirstOrDefaultAsync(row => row.StoreId == store.Id.Value && row.Date == day, cancellationToken);

    private sealed record DayWork(
        SnapshotRunRow Run, StoreSettings Store, DateOnly Day, DayPurpose Purpose, long SeenSeq, DayFacts? Facts, SnapshotRows? Rows,
        IReadOnlyList<DayFit> Fits, (int Orders, long Minor) Unverified)
    {
        public required DropOutDay DropOuts { get; init; }
    }
}

/// <summary>A run found that it is no longer the one that may write.</summary>
internal sealed class RunLostException(string message) : Exception(message);
