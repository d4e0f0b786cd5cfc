using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Imports;

/// <summary>The book of imports: what there is, what it may become, and how far it has got.</summary>
internal sealed class ImportBook(Database database, ImportFiles files, TimeProvider clock) : IDisposable
{
    private const int Listed = 50;

    private readonly SemaphoreSlim checks = new(0);
    private readonly SemaphoreSlim runs = new(0);

    public void Dispose()
    {
        checks.Dispose();
        runs.Dispose();
    }

    public Task Add(ImportRow import, CancellationToken cancellationToken) =>
        database.Write(
            db =>
            {
                db.Imports.Add(import);
                return Task.CompletedTask;
            },
            cancellationToken);

    /// <summary>An import of the store; null where there is none of that id, also where it is another store's.</summary>
    public async Task<ImportRow?> Find(StoreId store, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Imports.FirstOrDefaultAsync(import => import.StoreId == store.Value && import.ImportId == id, cancellationToken);
    }

    /// <summary>The store's imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportRow>> List(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Imports.Where(import => import.StoreId == store.Value)
            .OrderByDescending(import => import.CreatedAt).ThenByDescending(import => import.ImportId).Take(Listed).ToListAsync(cancellationToken);
    }

    public async Task<int> CountOpen(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Imports.CountAsync(
            import => import.StoreId == store.Value && import.Status != ImportStates.Done && import.Status != ImportStates.Cancelled, cancellationToken);
    }

    /// <summary>Of a store's days that changed after they were sealed, those within a range: their figures do not hold what came.</summary>
    public async Task<IReadOnlyList<DateOnly>> SealedDays(StoreId store, DateOnly first, DateOnly last, bool changedOnly, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.SnapshotDays
            .Where(day => day.StoreId == store.Value && day.Date >= first && day.Date <= last && day.SealedAt != null && (!changedOnly || day.DirtySeq > day.BuiltSeq))
            .OrderBy(day => day.Date)
            .Select(day => day.Date)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Moves an import to another state, where its present one allows it; false where it does not. Part of the caller's transaction.</summary>
    public static async Task<bool> Move(AttributionDb db, StoreId store, Guid id, string to, DateTimeOffset now)
    {
        var import = await db.Imports.AsTracking().FirstOrDefaultAsync(row => row.StoreId == store.Value && row.ImportId == id);
        if (import is null || !Allows(import.Status, to, import.Taken.Length > 0))
        {
            return false;
        }

        if (to == ImportStates.Checking || (to == ImportStates.Running && import.Taken.Length == 0))
        {
            (import.Pass, import.Row, import.BytesDone, import.ReportBytes) = (0, 0, 0, 0);

            // No other import may have stored a line at the very same instant.
            import.Mark = now.AddTicks(-(HistoryIds.Short(id) & 0xFFFFFF));
        }

        (import.Status, import.Error) = (to, null);
        import.Found = to == ImportStates.Checking ? "" : import.Found;
        import.StartedAt = to == ImportStates.Running ? import.StartedAt ?? now : import.StartedAt;
        import.EndedAt = to == ImportStates.Cancelled ? now : null;
        import.Taken = to == ImportStates.Running && import.Taken.Length == 0 ? new ImportFigures().ToJson() : import.Taken;
        return true;
    }

    /// <summary>Once a move is committed: wakes who works, and removes the file of what is cancelled.</summary>
    public void TellMoved(Guid id, string to)
    {
        if (to == ImportStates.Checking)
        {
            checks.Release();
        }
        else if (to == ImportStates.Running)
        {
            runs.Release();
        }
        else if (to == ImportStates.Cancelled)
        {
            files.Remove(id);
        }
    }

    /// <summary>The next import to be worked at; waits for one.</summary>
    public async Task<ImportRow> Next(string state, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using (var db = await database.Read(cancellationToken))
            {
                if (await db.Imports.Where(import => import.Status == state).OrderBy(import => import.CreatedAt).FirstOrDefaultAsync(cancellationToken) is { } import)
                {
                    return import;
                }
            }

            await (state == ImportStates.Checking ? checks : runs).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes how far an import has got; answers the state it is in now.</summary>
    public Task<string> Save(ImportRow import, ImportFigures figures, CancellationToken cancellationToken)
    {
        var checking = import.Status == ImportStates.Checking;
        var json = figures.ToJson();
        return database.Write(
            async db =>
            {
                var mine = db.Imports.Where(row => row.StoreId == import.StoreId && row.ImportId == import.ImportId);
                await mine.ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Pass, import.Pass)
                        .SetProperty(row => row.Row, import.Row)
                        .SetProperty(row => row.BytesDone, import.BytesDone)
                        .SetProperty(row => row.ReportBytes, import.ReportBytes)
                        .SetProperty(row => row.Mark, import.Mark)
                        .SetProperty(row => row.Found, row => checking ? json : row.Found)
                        .SetProperty(row => row.Taken, row => checking ? row.Taken : json),
                    cancellationToken);
                return await mine.Select(row => row.Status).FirstAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Ends the work at an import, unless somebody stopped it meanwhile; false where somebody did.</summary>
    public async Task<bool> End(ImportRow import, string to, string? error, CancellationToken cancellationToken)
    {
        var endedAt = to is ImportStates.Done or ImportStates.Failed ? clock.GetUtcNow() : (DateTimeOffset?)null;
        var ended = await database.Write(
            db => db.Imports
                .Where(row => row.StoreId == import.StoreId && row.ImportId == import.ImportId && row.Status == import.Status)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, to).SetProperty(row => row.Error, error).SetProperty(row => row.EndedAt, endedAt), cancellationToken),
            cancellationToken) == 1;
        if (ended && to == ImportStates.Done)
        {
            files.Remove(import.ImportId);
        }

        return ended;
    }

    /// <summary>Forgets files that nobody started and reports that nobody will read any more.</summary>
    public async Task Tidy(int keepDays, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-keepDays);
        var now = clock.GetUtcNow();
        await database.Write(
            db => db.Imports
                .Where(row => row.CreatedAt < before && (row.Status == ImportStates.Uploaded || row.Status == ImportStates.Checked || row.Status == ImportStates.Failed))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ImportStates.Cancelled).SetProperty(row => row.EndedAt, now), cancellationToken),
            cancellationToken);
        await using var db = await database.Read(cancellationToken);
        var all = await db.Imports.Select(row => new { row.ImportId, row.Status, row.EndedAt }).ToListAsync(cancellationToken);
        files.RemoveOthers(
            all.Where(row => ImportStates.IsOpen(row.Status)).Select(row => row.ImportId).ToHashSet(),
            all.Where(row => row.EndedAt is null || row.EndedAt >= before).Select(row => row.ImportId).ToHashSet());
    }

    private static bool Allows(string from, string to, bool hasBegun) => to switch
    {
        ImportStates.Checking => !hasBegun && from is ImportStates.Uploaded or ImportStates.Checked or ImportStates.Failed,
        ImportStates.Running => from is ImportStates.Uploaded or ImportStates.Checked or ImportStates.Paused or ImportStates.Failed,
        ImportStates.Paused => from == ImportStates.Running,
        ImportStates.Cancelled => ImportStates.IsOpen(from),
        _ => false,
    };
}
