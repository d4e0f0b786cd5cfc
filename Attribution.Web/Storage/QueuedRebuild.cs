using Attribution.Domain;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>A rebuild of past days that waits for whoever runs the server.</summary>
internal static class QueuedRebuild
{
    public const string Kind = "rebuild";

    public static SnapshotRunRow RowOf(StoreId store, DateRange days, bool includeSealed, string reason, string requestedBy, DateTimeOffset now) => new()
    {
        StoreId = store.Value,
        RunId = Guid.CreateVersion7(now),
        Kind = Kind,
        Status = RunStates.Queued,
        From = days.First,
        To = days.Last,
        Total = days.Days,
        IncludeSealed = includeSealed,
        Reason = reason,
        RequestedBy = requestedBy,
        QueuedAt = now,
    };

    /// <summary>Puts rebuilds that were stopped, or failed, back into the queue. The days they have done stay done.</summary>
    public static Task<int> Requeue(IQueryable<SnapshotRunRow> runs, CancellationToken cancellationToken) =>
        runs.Where(row => row.Status != RunStates.Done).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, RunStates.Queued).SetProperty(row => row.Error, (string?)null).SetProperty(row => row.EndedAt, (DateTimeOffset?)null),
            cancellationToken);
}
