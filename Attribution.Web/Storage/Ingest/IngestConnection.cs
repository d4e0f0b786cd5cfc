using Microsoft.Data.Sqlite;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// The writer's own connection. It stays open, so that statements stay prepared and pages stay cached from one commit to the next; after
/// any fault it is thrown away, which rolls back, and the next commit opens another.
/// </summary>
internal sealed class IngestConnection(SqliteFile file, WriteGate gate, RecentPulses pulses) : IDisposable
{
    // Another process may hold the file this long; then senders are told to come back, early enough for a server that is stopping.
    private const int PatienceSeconds = 5;

    private readonly string connectionString =
        new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false, DefaultTimeout = PatienceSeconds }.ToString();

    private SqliteConnection? connection;
    private IngestCommands? commands;

    /// <summary>Writes in one transaction; once this returns all of it is on disk, and if it throws nothing is.</summary>
    public IngestNews Commit(Action<IngestWriter> write)
    {
        using var entered = gate.Enter();
        try
        {
            var prepared = commands ?? Open();
            prepared.Begin();
            var writer = new IngestWriter(prepared, pulses);
            write(writer);
            var news = writer.Finish();
            prepared.Commit();
            return news;
        }
        catch
        {
            Dispose();
            throw;
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
        SqliteConnectionSetup.Prepare(connection, PatienceSeconds);
        return commands = new IngestCommands(connection);
    }
}
