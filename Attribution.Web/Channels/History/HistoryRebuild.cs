using System.Text.Json;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>The end of a run: sealed days that were asked for are rebuilt by the audited rebuild, which keeps their former figures; open days are built as ever.</summary>
internal sealed class HistoryRebuild(Database database, Signals signals, TimeProvider clock)
{
    private const int MostRetries = 5;

    /// <summary>Queues the rebuilds once, then looks how far they are and ends the run with the last one.</summary>
    public async Task Work(HistoryRunRow run, StoreSettings store, CancellationToken cancellationToken)
    {
        if (run.Phase != HistoryPhases.Days)
        {
            return;
        }

        await database.Write(
            async db =>
            {
                var row = await db.HistoryRuns.AsTracking().FirstAsync(one => one.StoreId == run.StoreId && one.RunId == run.RunId, cancellationToken);
                await Step(db, row, store, cancellationToken);
            },
            cancellationToken);
        signals.TellOrderStored(store.Id);
    }

    private async Task Step(AttributionDb db, HistoryRunRow run, StoreSettings store, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Deserialize<List<Guid>>(run.Rebuilds)!;
        if (ids.Count == 0 && DayBooks.Days(run.SealedDays) is { Count: > 0 } days)
        {
            Queue(db, run, store, DayBooks.Ranges(days).Select(range => (range.First, range.Last)));
            return;
        }

        var own = db.SnapshotRuns.Where(row => row.StoreId == run.StoreId && ids.Contains(row.RunId));
        var rebuilds = await own.ToListAsync(cancellationToken);
        var failed = rebuilds.Where(row => row.Status == RunStates.Failed).ToList();
        if (failed.Count > 0 && run.Retries < MostRetries)
        {
            run.Retries++;
            await QueuedRebuild.Requeue(own.Where(row => row.Status == RunStates.Failed), cancellationToken);
        }
        else if (failed.Count > 0)
        {
            (run.Status, run.EndedAt, run.Error) = (HistoryStates.Failed, clock.GetUtcNow(), $"Sealed days could not be rebuilt, so that they show the former figures still. {failed[0].Error}");
        }
        else if (rebuilds.TrueForAll(row => row.Status == RunStates.Done))
        {
            await End(db, run, store, rebuilds.Exists(row => row.Partial), cancellationToken);
        }
    }

    private void Queue(AttributionDb db, HistoryRunRow run, StoreSettings store, IEnumerable<(DateOnly First, DateOnly Last)> ranges)
    {
        var ids = new List<Guid>();
        foreach (var ((first, last), place) in ranges.OrderBy(range => range.First).Select((range, place) => (range, place)))
        {
            // In the order of the days, as they are taken by when they were queued: a refund follows what its order's day came to.
            var rebuild = QueuedRebuild.RowOf(store.Id, new Domain.DateRange(first, last), includeSealed: true, run.Reason, run.RequestedBy, clock.GetUtcNow().AddTicks(place));
            db.SnapshotRuns.Add(rebuild);
            ids.Add(rebuild.RunId);
        }

        run.Rebuilds = JsonSerializer.Serialize(ids);
    }

    private async Task End(AttributionDb db, HistoryRunRow run, StoreSettings store, bool isPartial, CancellationToken cancellationToken)
    {
        var days = DayBooks.Days(run.SealedDays).Concat(DayBooks.Days(run.OpenDays)).ToList();
        run.Partial |= isPartial || (days.Count > 0 && await db.KeptVisits.AnyAsync(row => row.StoreId == run.StoreId && row.Date >= run.From, cancellationToken));
        (run.Status, run.EndedAt, run.Error) = (HistoryStates.Done, clock.GetUtcNow(), null);
        await AuditLog.Append(
            db, store.Id, run.RequestedBy, $"history.{run.Kind}_done", "",
            FormattableString.Invariant($"{run.RunId}: {run.TouchesChanged} of {run.Touches} touches, {run.OrdersChanged} of {run.Orders} orders, {run.OrdersKept} kept in sealed figures{(run.Partial ? ", partial" : "")}"),
            clock.GetUtcNow(), cancellationToken);
        await db.Stores.Where(row => row.StoreId == run.StoreId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Generation, row => row.Generation + 1), cancellationToken);
    }
}
