using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Attribution.Web.Storage;

/// <summary>
/// What every SQLite connection needs: foreign keys, FULL sync (an answered commit survives a power cut) and patience with the
/// commands that write beside the server. WAL is a property of the file and set once at start.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const int BusySeconds = 10;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection, BusySeconds);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare(connection, BusySeconds);
        return Task.CompletedTask;
    }

    /// <summary>Sets up a connection, which waits so long while another process holds the file, and runs what it needs besides.</summary>
    public static void Prepare(DbConnection connection, int busySeconds, string more = "")
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant(
            $"PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA busy_timeout={busySeconds * 1_000}; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;{more}");
        command.ExecuteNonQuery();
    }
}
