using System.Globalization;
using Attribution.Web.Storage;
using Microsoft.Data.Sqlite;

namespace Attribution.Benchmarks.Ingest;

/// <summary>
/// Touches a second over real HTTP, beside what the same app does without storing and what EF Core does with a transaction a request.
/// The three take turns in every round, so that a machine that slows down slows all of them; medians of the rounds are told.
/// </summary>
internal static class IngestBenchmark
{
    private const string Real = "/api/tracking/marketing-touch";

    private static readonly string[] Targets = [Real, ReferenceEndpoints.Parsing, ReferenceEndpoints.OneByOne];
    private static readonly int[] Widths = [1, 8, 64];

    /// <summary>Runs it: <c>--rounds 5 --seconds 3 --history 300000</c>. Exit code 1 where a touch that was acknowledged is not there once.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (await Cores.RunOnOwn(args) is { } exitCode)
        {
            return exitCode;
        }

        var (rounds, seconds, history) = (Option(args, "--rounds", 5), Option(args, "--seconds", 3), Option(args, "--history", 300_000));
        var folder = Directory.CreateTempSubdirectory("attribution-ingest-");
        try
        {
            using var server = await MeasuredServer.Start(folder);
            Console.WriteLine(FormattableString.Invariant($"{Cores.Words}; {rounds} rounds of {seconds} s, after {history} touches"));
            var load = new Load(server);
            await load.Run(Real, 1, 1);
            AddHistory(server.DatabaseFile, history);
            await WarmUp(load, seconds);
            var cells = await Measure(load, rounds, seconds);
            var disk = DiskClock.Milliseconds(folder);
            await server.Stop();
            IngestReport.Write(Console.Out, cells, disk);
            return Verify(server.DatabaseFile, load.Acknowledged + history);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WarmUp(Load load, int seconds)
    {
        foreach (var target in Targets)
        {
            await load.Run(target, 64, seconds);
        }
    }

    private static async Task<List<IngestCell>> Measure(Load load, int rounds, int seconds)
    {
        var cells = new List<IngestCell>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var width in Widths)
            {
                foreach (var target in Targets)
                {
                    cells.Add(await load.Run(target, width, seconds));
                }
            }
        }

        return cells;
    }

    // What was acknowledged is there once, and the sessions agree with the touches.
    private static int Verify(string file, int expected)
    {
        using var connection = Open(file);
        long Value(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        var touches = Value("SELECT COUNT(*) FROM MarketingTouch");
        var counted = Value("SELECT COALESCE(SUM(TouchCount), 0) FROM AttributionSession");
        var isTrue = touches == expected && counted == expected;
        Console.WriteLine(FormattableString.Invariant($"acknowledged and history {expected}, stored {touches}, counted by sessions {counted}: {(isTrue ? "all there once" : "NOT THE SAME")}"));
        return isTrue ? 0 : 1;
    }

    private static void AddHistory(string file, int touches)
    {
        using var connection = Open(file);
        HistoryMaker.Add(connection, touches);
    }

    private static SqliteConnection Open(string file)
    {
        SqliteAssemblies.Accept();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
