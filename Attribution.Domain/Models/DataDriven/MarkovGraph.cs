using System.Buffers;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>The states and steps of a chain of order <c>k</c>: every window of <c>k</c> consecutive channels is a state, a journey shorter than <c>k</c> is one.</summary>
/// <remarks>Its arrays are as long as all paths together, and rented: dispose of it.</remarks>
internal sealed class MarkovGraph : IDisposable
{
    private const int Bits = 16;

    private readonly CodeTable states = new();
    private readonly CodeTable edges = new();
    private readonly int[] first;
    private readonly int[] last;

    // Edge taken into each step of each path; only those from one window to the next are read.
    private readonly int[] walks;

    private readonly Lazy<ChainOrder> inOrder;

    private MarkovGraph(PathCounts paths, int order)
    {
        Order = order;
        inOrder = new(() => ChainOrder.Of(this));
        (first, last) = (ArrayPool<int>.Shared.Rent(paths.Count), ArrayPool<int>.Shared.Rent(paths.Count));
        walks = ArrayPool<int>.Shared.Rent(paths.TotalSteps);
    }

    public int Order { get; }

    /// <summary>How many states there are, numbered by first appearance.</summary>
    public int States => states.Count;

    public int Edges => edges.Count;

    /// <summary>The states in order of their steps: the same in every replicate of the bootstrap.</summary>
    public ChainOrder InOrder => inOrder.Value;

    /// <exception cref="ArgumentOutOfRangeException">The order is not 1 to 4.</exception>
    public static MarkovGraph Of(PathCounts paths, int order, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 4);
        var graph = new MarkovGraph(paths, order);
        for (var path = 0; path < paths.Count; path++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            graph.Walk(path, paths);
        }

        return graph;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(first);
        ArrayPool<int>.Shared.Return(last);
        ArrayPool<int>.Shared.Return(walks);
        states.Dispose();
        edges.Dispose();
    }

    /// <summary>The two ends of a step between states.</summary>
    public (int From, int To) Edge(int edge) => ((int)(edges.Codes[edge] >> 32) - 1, (int)(edges.Codes[edge] & uint.MaxValue));

    /// <summary>The last channel of a state's window: of order 1 the state itself.</summary>
    public int ChannelOf(int state) => (int)(states.Codes[state] & ushort.MaxValue) - 1;

    /// <summary>For each state which of eight channels are in its window, a bit each.</summary>
    /// <param name="first">The first of the eight.</param>
    public byte[] StatesWith(int first)
    {
        var codes = states.Codes;
        var holds = new byte[codes.Length];
        for (var state = 0; state < codes.Length; state++)
        {
            for (var code = codes[state]; code != 0; code >>= Bits)
            {
                var lane = (int)(code & ushort.MaxValue) - 1 - first;
                holds[state] |= (byte)(lane is >= 0 and < SparseFlow.Lanes ? 1 << lane : 0);
            }
        }

        return holds;
    }

    /// <summary>How often each step was taken. The paths are those of the graph, maybe with other counts.</summary>
    public MarkovCounts Count(PathCounts paths)
    {
        var counts = new MarkovCounts(States, Edges);
        for (var path = 0; path < paths.Count; path++)
        {
            var seen = paths.Conversions[path] + paths.Nulls[path];
            if (seen == 0)
            {
                continue;
            }

            counts.Journeys += seen;
            counts.Starts[first[path]] += seen;
            counts.Conversions[last[path]] += paths.Conversions[path];
            counts.Nulls[last[path]] += paths.Nulls[path];
            counts.Values[last[path]] += paths.Values[path];
            foreach (var edge in Taken(path, paths))
            {
                counts.Steps[edge] += seen;
            }
        }

        return counts;
    }

    private ReadOnlySpan<int> Taken(int path, PathCounts paths)
    {
        var length = paths.Path(path).Length;
        return length > Order ? walks.AsSpan(paths.Start(path) + Order, length - Order) : [];
    }

    private void Walk(int path, PathCounts paths)
    {
        var steps = paths.Path(path);
        var mask = Order == 4 ? ulong.MaxValue : (1UL << (Bits * Order)) - 1;
        var (window, state) = (0UL, -1);
        for (var i = 0; i < steps.Length; i++)
        {
            window = ((window << Bits) & mask) | ((uint)steps[i] + 1);
            if (i < Order - 1)
            {
                continue;
            }

            var next = states.Number(window);
            if (state < 0)
            {
                first[path] = next;
            }
            else
            {
                walks[paths.Start(path) + i] = edges.Number(((ulong)(uint)(state + 1) << 32) | (uint)next);
            }

            state = next;
        }

        if (state < 0)
        {
            first[path] = state = states.Number(window);
        }

        last[path] = state;
    }
}
