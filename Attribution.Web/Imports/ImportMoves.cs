using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Imports;

/// <summary>Moves imports from state to state for callers that were let in already, and writes down who did.</summary>
internal sealed class ImportMoves(Database database, ImportBook book, TimeProvider clock)
{
    /// <summary>Moves an import; false where its state does not allow it.</summary>
    public async Task<bool> Move(StoreId store, Guid id, string to, string who, CancellationToken cancellationToken)
    {
        var moved = await database.Write(
            async db =>
            {
                var done = await ImportBook.Move(db, store, id, to, clock.GetUtcNow());
                if (done && ActOf(to) is { } act)
                {
                    await AuditLog.Append(db, store, who, act, "", id.ToString(), clock.GetUtcNow(), cancellationToken);
                }

                return done;
            },
            cancellationToken);
        if (moved)
        {
            book.TellMoved(id, to);
        }

        return moved;
    }

    /// <summary>What the audit log calls a move; null for what changes nothing.</summary>
    public static string? ActOf(string to) => to switch
    {
        ImportStates.Running => "import.started",
        ImportStates.Paused => "import.paused",
        ImportStates.Cancelled => "import.cancelled",
        _ => null,
    };
}
