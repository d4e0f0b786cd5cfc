using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Attribution.Web.Storage;

/// <summary>
/// What every SQLite connection needs: foreign keys, FULL sync (an answered commit survives a power cut) and patience with the
/// commands that write beside the server, as long as the connection string's <c>Default Timeout</c>. What is deleted or replaced is overwritten
/// at once: an erased person must not live on in the file's free space. WAL is a property of the file and set once at start.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA secure_delete=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Run(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Run(connection);
        return Task.CompletedTask;
    }

    /// <summary>Sets up a connection that EF did not open.</summary>
    public static void Run(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"{Pragmas} PRAGMA busy_timeout={connection.ConnectionTimeout * 1_000};");
        command.ExecuteNonQuery();
    }
}
