using Microsoft.Data.Sqlite;

namespace Attribution.Benchmarks.Ingest;

/// <summary>
/// Gives the database a past. In an empty one every page of every index is at hand, which flatters: a store of a year is what is measured.
/// </summary>
internal static class HistoryMaker
{
    private const long TicksApart = 100_000_000;

    // What differs from one touch of the past to the next; the rest is copied from a touch that came over HTTP.
    private static readonly Dictionary<string, string> OfTouch = new()
    {
        ["TouchId"] = "x'0190' || randomblob(14)",
        ["VisitorId"] = "'0190' || lower(hex(randomblob(14)))",
        ["SessionId"] = "'0190' || lower(hex(randomblob(14)))",
        ["OccurredAt"] = $"\"OccurredAt\" - (n.i + 10000) * {TicksApart}",
        ["ReceivedAt"] = $"\"ReceivedAt\" - (n.i + 10000) * {TicksApart}",
    };

    private static readonly Dictionary<string, string> OfSession = new()
    {
        ["SessionId"] = "t.\"SessionId\"",
        ["VisitorId"] = "t.\"VisitorId\"",
        ["FirstTouchId"] = "t.\"TouchId\"",
        ["LastTouchId"] = "t.\"TouchId\"",
        ["StartedAt"] = "t.\"OccurredAt\"",
        ["LastActivityAt"] = "t.\"OccurredAt\"",
        ["TouchCount"] = "1",
    };

    /// <summary>Adds so many touches, each a session of its own; there must be one of each already.</summary>
    public static void Add(SqliteConnection connection, int touches)
    {
        Run(
            connection,
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {touches})
            INSERT INTO "MarketingTouch" {Columns(connection, "MarketingTouch", OfTouch, "one")} FROM n, (SELECT * FROM "MarketingTouch" LIMIT 1) AS one
            """);
        Run(
            connection,
            $"""
            INSERT INTO "AttributionSession" {Columns(connection, "AttributionSession", OfSession, "one")}
            FROM "MarketingTouch" AS t, (SELECT * FROM "AttributionSession" LIMIT 1) AS one
            WHERE t."SessionId" NOT IN (SELECT "SessionId" FROM "AttributionSession")
            """);
    }

    private static string Columns(SqliteConnection connection, string table, Dictionary<string, string> own, string other)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return $"({string.Join(", ", names.Select(name => $"\"{name}\""))}) SELECT {string.Join(", ", names.Select(name => own.GetValueOrDefault(name, $"{other}.\"{name}\"")))}";
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 600);
        command.ExecuteNonQuery();
    }
}
