using System.Diagnostics;

namespace Attribution.Benchmarks.Ingest;

/// <summary>One target under so many connections for one stretch.</summary>
/// <param name="Processor">Processor time of the server a touch, in microseconds: hardly moved by what else runs on the machine.</param>
internal sealed record IngestCell(string Target, int Connections, double PerSecond, double[] Milliseconds, double Processor);

/// <summary>Loads a server, and keeps count of what it acknowledged.</summary>
internal sealed class Load(MeasuredServer server)
{
    private int connectionsMade;

    /// <summary>Touches that the server said are on disk.</summary>
    public int Acknowledged { get; private set; }

    public async Task<IngestCell> Run(string target, int width, int seconds)
    {
        var connections = Enumerable.Range(0, width).Select(_ => new LoadConnection(server.Address, server.Hits(++connectionsMade))).ToList();
        var used = server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var end = started + (seconds * Stopwatch.Frequency);
        var total = new LoadCount();
        foreach (var count in await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.Run(target, end)))))
        {
            total.Add(count);
        }

        var took = Stopwatch.GetElapsedTime(started);
        connections.ForEach(connection => connection.Dispose());
        if (total.Refused > 0)
        {
            throw new InvalidOperationException($"{total.Refused} of {total.Answers} hits were refused at {target}.");
        }

        Acknowledged += target == ReferenceEndpoints.Parsing ? 0 : total.Created;
        return new IngestCell(target, width, total.Created / took.TotalSeconds, total.Milliseconds(), (server.ProcessorTime - used).TotalMicroseconds / total.Created);
    }
}
