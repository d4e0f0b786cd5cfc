using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Throws a whole database away: only for sample data, which can be made again.</summary>
internal sealed class StaleDatabase(SqliteFile file, Database database)
{
    /// <summary>Deletes the file unless it keeps this setting. Call it before the database is opened; it claims the file first.</summary>
    public async Task DiscardUnless(string setting, string value, CancellationToken cancellationToken)
    {
        file.Claim();
        if (!File.Exists(file.Path) || await Keeps(setting, value, cancellationToken))
        {
            return;
        }

        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file.Path + suffix);
        }
    }

    private async Task<bool> Keeps(string setting, string value, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await database.Read(cancellationToken);
            return await db.Settings.AnyAsync(row => row.Name == setting && row.Value == value, cancellationToken);
        }
        catch (SqliteException)
        {
            // No such table, or no database at all: it keeps nothing.
            return false;
        }
    }
}
