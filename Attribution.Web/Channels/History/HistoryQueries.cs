using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>A run as a page shows it.</summary>
/// <param name="Row">The run.</param>
/// <param name="By">Who asked for it; empty where that is not known any more.</param>
/// <param name="OpenDays">Open days whose figures changed.</param>
/// <param name="SealedDays">Sealed days whose figures change.</param>
/// <param name="RebuiltDays">Sealed days that were rebuilt so far.</param>
internal sealed record HistoryRunView(HistoryRunRow Row, string By, int OpenDays, int SealedDays, int RebuiltDays)
{
    /// <summary>How far it is, 0 to 1; the rebuild of sealed days is the last tenth.</summary>
    public double Progress => Row.Status == HistoryStates.Done ? 1
        : Row.Phase == HistoryPhases.Days ? 0.9 + (SealedDays == 0 ? 0.1 : 0.1 * RebuiltDays / SealedDays)
        : Row.Total == 0 ? 0 : Math.Min(0.9, 0.9 * (Row.Touches + Row.Orders) / Row.Total);
}

/// <summary>Reads runs over history for pages.</summary>
internal sealed class HistoryQueries(Database database)
{
    private const int Most = 20;

    /// <summary>The latest runs of a store, the newest first.</summary>
    public async Task<IReadOnlyList<HistoryRunView>> Runs(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.HistoryRuns.Where(run => run.StoreId == store.Value).OrderByDescending(run => run.CreatedAt).Take(Most).ToListAsync(cancellationToken);
        List<string> users = [.. rows.Select(run => run.RequestedBy).Distinct()];
        var names = await db.Users.Where(user => users.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email ?? "", cancellationToken);
        List<Guid> ids = [.. rows.SelectMany(run => JsonSerializer.Deserialize<List<Guid>>(run.Rebuilds)!)];
        var done = await db.SnapshotRuns.Where(run => run.StoreId == store.Value && ids.Contains(run.RunId)).ToDictionaryAsync(run => run.RunId, run => run.Done, cancellationToken);
        return
        [
            .. rows.Select(run => new HistoryRunView(
                run, names.GetValueOrDefault(run.RequestedBy, ""), DayBooks.Days(run.OpenDays).Count, DayBooks.Days(run.SealedDays).Count,
                JsonSerializer.Deserialize<List<Guid>>(run.Rebuilds)!.Sum(id => done.GetValueOrDefault(id)))),
        ];
    }
}
