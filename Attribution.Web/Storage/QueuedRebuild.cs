using Attribution.Domain;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>A rebuild of past days that waits for whoever runs the server.</summary>
internal static class QueuedRebuild
{
    public const string Kind = "rebuild";
    public const string Status = "queued";

    public static SnapshotRunRow RowOf(StoreId store, DateRange days, bool includeSealed, string reason, string requestedBy, DateTimeOffset now) => new()
    {
        StoreId = store.Value,
        RunId = Guid.CreateVersion7(now),
        Kind = Kind,
        Status = Status,
        From = days.First,
        To = days.Last,
        Total = days.Days,
        IncludeSealed = includeSealed,
        Reason = reason,
        RequestedBy = requestedBy,
        QueuedAt = now,
    };
}
