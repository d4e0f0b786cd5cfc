using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Imports;

/// <summary>What an admin does to the imports of a store.</summary>
internal sealed class ImportCommands(CommandDoor commands, ImportBook book, IEnumerable<IHistory> histories, Signals signals)
{
    private const int LongestReason = 500;

    /// <summary>Whether the caller may upload: changes nothing.</summary>
    public Task<Outcome<Nothing>> MayUpload(StoreUser caller, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, _ => Task.FromResult(Outcome<Nothing>.Done(default)), cancellationToken);

    /// <summary>Says what the columns become and looks what the lines would come to.</summary>
    /// <param name="map">Null where the file has no columns.</param>
    public Task<Outcome<Nothing>> Check(StoreUser caller, Guid id, ColumnMap? map, CancellationToken cancellationToken) =>
        Told(caller, id, ImportStates.Checking, async act =>
        {
            if (map is not null && await act.Db.Imports.AsTracking().FirstOrDefaultAsync(row => row.StoreId == act.Store.Value && row.ImportId == id) is { Map.Length: > 0 } import)
            {
                if (FaultOf(map, import) is { } fault)
                {
                    return Outcome<Nothing>.Refuse("Columns", fault);
                }

                import.Map = map.ToJson();
                await act.Db.SaveChangesAsync();
            }

            return null;
        }, cancellationToken);

    /// <summary>Takes the lines in, or goes on with it.</summary>
    public Task<Outcome<Nothing>> Start(StoreUser caller, Guid id, CancellationToken cancellationToken) => Told(caller, id, ImportStates.Running, null, cancellationToken);

    public Task<Outcome<Nothing>> Pause(StoreUser caller, Guid id, CancellationToken cancellationToken) => Told(caller, id, ImportStates.Paused, null, cancellationToken);

    /// <summary>Ends an import and removes its file; what was taken stays.</summary>
    public Task<Outcome<Nothing>> Cancel(StoreUser caller, Guid id, CancellationToken cancellationToken) => Told(caller, id, ImportStates.Cancelled, null, cancellationToken);

    /// <summary>Queues the rebuild of the sealed days that an import reached; it is audited and keeps the former figures.</summary>
    public Task<Outcome<Nothing>> Rebuild(StoreUser caller, Guid id, string reason, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => RebuildIn(act, id, reason.Trim()), cancellationToken).Then(() => signals.TellOrderStored(caller.Store));

    private async Task<Outcome<Nothing>> RebuildIn(Act act, Guid id, string reason)
    {
        if (reason.Length is 0 or > LongestReason)
        {
            return Outcome<Nothing>.Refuse("Reason", "Say why sealed figures change, in 1 to 500 characters. It is kept beside the former figures.");
        }

        var import = await act.Db.Imports.FirstOrDefaultAsync(row => row.StoreId == act.Store.Value && row.ImportId == id);
        var days = ImportFigures.FromJson(import?.Taken ?? "").Days;
        if (days.Count == 0)
        {
            return Outcome<Nothing>.Refuse("", "This import reached no sealed day.");
        }

        act.Db.SnapshotRuns.Add(QueuedRebuild.RowOf(act.Store, new DateRange(days.Min, days.Max), includeSealed: true, reason, act.UserId, act.Now));
        await act.Audit("import.rebuild", "", $"{days.Min:yyyy-MM-dd} to {days.Max:yyyy-MM-dd}: {reason}");
        return Outcome<Nothing>.Done(default);
    }

    private string? FaultOf(ColumnMap map, ImportRow import)
    {
        var before = ColumnMap.FromJson(import.Map)!;
        var kinds = ImportKinds.PassesOf(import.Kind);
        var guess = new ColumnGuess([.. histories.Where(history => kinds.Contains(history.Kind))]);
        var twice = map.Columns.Where(column => column.Field.Length > 0).GroupBy(column => column.Field).FirstOrDefault(group => group.Count() > 1);
        return map.Delimiter != before.Delimiter || !map.Columns.Select(column => column.Column).SequenceEqual(before.Columns.Select(column => column.Column)) ? "These are not the columns of the file."
            : !TimeWords.IsKnown(map.Times) || !DecimalWords.IsKnown(map.Decimals) ? "Choose how times and decimals are written."
            : map.Columns.FirstOrDefault(column => column.Field.Length > 0 && guess.Find(column.Field) is null) is { } unknown ? $"There is no field {unknown.Field}."
            : twice is not null ? $"Two columns are to become {twice.Key}: {string.Join(" and ", twice.Select(column => column.Column))}. Choose one of them."
            : map.Columns.All(column => column.Field.Length == 0) ? "Every column is left out. Choose what at least one of them becomes."
            : null;
    }

    private Task<Outcome<Nothing>> Told(StoreUser caller, Guid id, string to, Func<Act, Task<Outcome<Nothing>?>>? before, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (before is not null && await before(act) is { } refusal)
                {
                    return refusal;
                }

                if (!await ImportBook.Move(act.Db, act.Store, id, to, act.Now))
                {
                    return Outcome<Nothing>.Refuse("", "This import is in another state by now. What you see is read anew.");
                }

                if (ImportMoves.ActOf(to) is { } what)
                {
                    await act.Audit(what, "", id.ToString());
                }

                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => book.TellMoved(id, to));
}
