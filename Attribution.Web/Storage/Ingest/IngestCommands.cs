using System.Data.Common;
using System.Globalization;

namespace Attribution.Web.Storage.Ingest;

/// <summary>All prepared commands of the writer, as long-lived as its connection.</summary>
internal sealed class IngestCommands(DbConnection connection) : IDisposable
{
    private readonly Statement begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement commit = new(connection, "COMMIT");
    private readonly Statement checkpoint = new(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    private readonly Statement markDay = new(connection, DirtyDays.Sql);

    public TouchCommands Touches { get; } = new(connection);

    public SessionCommands Sessions { get; } = new(connection);

    public PersonCommands Persons { get; } = new(connection);

    /// <summary>Says how long to wait while another process holds the file, and that checkpoints are the writer's own business.</summary>
    public void SetUp(int patienceSeconds)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA busy_timeout={patienceSeconds * 1_000}; PRAGMA wal_autocheckpoint=0");
        command.ExecuteNonQuery();
    }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    /// <summary>Marks a store's day as changed. Each commit has to: a build under way may have read the day without it.</summary>
    public void MarkDay(int store, DateOnly day) => markDay.Run(store, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Moves the log into the file, as far as no reader needs it there; waits for nobody.</summary>
    public void Checkpoint() => checkpoint.Value();

    public void Dispose()
    {
        checkpoint.Dispose();
        begin.Dispose();
        commit.Dispose();
        markDay.Dispose();
        Touches.Dispose();
        Sessions.Dispose();
        Persons.Dispose();
    }
}
