using System.Collections.Concurrent;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Solves chains of several orders: small ones side by side, large ones one after another, as each takes much memory on every core that works at it.</summary>
/// <param name="paths">The paths.</param>
/// <param name="threads">Most threads a chain, -1 for one a core.</param>
/// <param name="solved">Takes each chain as soon as it is solved; called from several threads.</param>
/// <param name="cancellationToken">Ends the solving.</param>
internal sealed class ChainTurns(PathCounts paths, int threads, Action<MarkovFit> solved, CancellationToken cancellationToken)
{
    // Below it a chain fits into the caches, and a turn would cost time and save nothing.
    private const int MostEdgesSideBySide = 50_000;

    private readonly ConcurrentQueue<MarkovGraph> waiting = new();
    private int isTaken;

    /// <summary>Solves the chain of an order, or leaves it to the thread that solves another large one just now.</summary>
    /// <param name="order">1 to 4.</param>
    public void Solve(int order)
    {
        var graph = MarkovGraph.Of(paths, order, cancellationToken);
        if (graph.Edges <= MostEdgesSideBySide)
        {
            Solve(graph);
            return;
        }

        waiting.Enqueue(graph);
        // Who leaves the turn looks once more: a chain may have come just before.
        while (!waiting.IsEmpty && Interlocked.CompareExchange(ref isTaken, 1, 0) == 0)
        {
            while (waiting.TryDequeue(out var next))
            {
                Solve(next);
            }

            Volatile.Write(ref isTaken, 0);
        }
    }

    private void Solve(MarkovGraph graph)
    {
        using (graph)
        {
            solved(MarkovFit.Of(graph, paths, threads, cancellationToken));
        }
    }
}
