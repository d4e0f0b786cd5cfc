using Microsoft.Data.Sqlite;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// The writer's own connection. It stays open, so that statements stay prepared and pages stay cached from one commit to the next; after
/// any fault it is thrown away, which rolls back, and the next commit opens another.
/// </summary>
internal sealed class IngestConnection(SqliteFile file, WriteGate gate) : IDisposable
{
    // Another process may hold the file this long; then senders are told to come back, early enough for a server that is stopping.
    private const int PatienceSeconds = 5;

    // Pages of the log, of 4 KB, that are worth a checkpoint: it syncs the whole file, so that few and large ones cost least. SQLite does
    // not tell how many there are; a commit writes the last page of each index and table, and some more for each hit.
    private const int LogPages = 4_000;
    private const int PagesACommit = 12;
    private const int PagesAHit = 2;

    private readonly string connectionString =
        new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false, DefaultTimeout = PatienceSeconds }.ToString();

    private SqliteConnection? connection;
    private IngestCommands? commands;
    private int pagesLogged;

    /// <summary>Writes in one transaction; once this returns all of it is on disk, and if it throws nothing is.</summary>
    public IngestNews Commit(int hits, Action<IngestWriter> write)
    {
        using var entered = gate.Enter();
        try
        {
            var prepared = commands ?? Open();
            prepared.Begin();
            var writer = new IngestWriter(prepared);
            write(writer);
            var news = writer.Finish();
            prepared.Commit();
            pagesLogged += PagesACommit + (PagesAHit * hits);
            return news;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Moves the log into the file once it is long. For when the answers are given: nobody waits for it then.</summary>
    public void TidyUp()
    {
        if (pagesLogged < LogPages || commands is null)
        {
            return;
        }

        try
        {
            // What a reader still needs stays in the log until the next time.
            pagesLogged = 0;
            commands.Checkpoint();
        }
        catch (SqliteException)
        {
            // Nothing is lost: all of it is in the log. A disk that refuses will show at the next commit.
            Dispose();
        }
    }

    public void Dispose()
    {
        commands?.Dispose();
        connection?.Dispose();
        (commands, connection) = (null, null);
    }

    private IngestCommands Open()
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        SqliteConnectionSetup.Run(connection);
        commands = new IngestCommands(connection);
        commands.SetUp(PatienceSeconds);
        return commands;
    }
}
