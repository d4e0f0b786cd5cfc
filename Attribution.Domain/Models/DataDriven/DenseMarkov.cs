using System.Buffers;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Order 1: one inverse serves all channels, <c>RE(a) = N[START,a] · h(a) / (N[a,a] · p)</c> with <c>N = (I − Q)^(−1)</c>.</summary>
internal static class DenseMarkov
{
    public static MarkovSolution Solve(MarkovGraph graph, MarkovCounts counts, int channels)
    {
        var size = graph.States;
        var visits = counts.Visits(graph);
        // Rented, as one this large would be new memory for every replicate.
        var inverse = ArrayPool<double>.Shared.Rent(size * size);
        Transitions(graph, counts, visits, inverse);
        DenseInverse.Of(inverse, size);
        var (hit, value, reached) = (new double[size], new double[size], new double[size]);
        for (var from = 0; from < size; from++)
        {
            var start = counts.Journeys > 0 ? counts.Starts[from] / counts.Journeys : 0;
            for (var to = 0; to < size; to++)
            {
                var expected = inverse[(from * size) + to];
                hit[from] += visits[to] > 0 ? expected * counts.Conversions[to] / visits[to] : 0;
                value[from] += visits[to] > 0 ? expected * counts.Values[to] / visits[to] : 0;
                reached[to] += start * expected;
            }
        }

        var solution = Removals(graph, counts, channels, inverse, hit, value, reached);
        ArrayPool<double>.Shared.Return(inverse);
        return solution;
    }

    private static MarkovSolution Removals(
        MarkovGraph graph, MarkovCounts counts, int channels, double[] inverse, double[] hit, double[] value, double[] reached)
    {
        var (p, v) = (0d, 0d);
        for (var state = 0; state < graph.States; state++)
        {
            var start = counts.Journeys > 0 ? counts.Starts[state] / counts.Journeys : 0;
            (p, v) = (p + (start * hit[state]), v + (start * value[state]));
        }

        var (removal, valueRemoval) = (new double[channels], new double[channels]);
        for (var state = 0; state < graph.States; state++)
        {
            var channel = graph.ChannelOf(state);
            var entered = reached[state] / inverse[(state * graph.States) + state];
            removal[channel] = p > 0 ? Math.Min(1, entered * hit[state] / p) : 0;
            valueRemoval[channel] = v > 0 ? Math.Min(1, entered * value[state] / v) : 0;
        }

        return new(p, v, removal, valueRemoval);
    }

    private static void Transitions(MarkovGraph graph, MarkovCounts counts, double[] visits, double[] matrix)
    {
        var size = graph.States;
        Array.Clear(matrix, 0, size * size);
        for (var state = 0; state < size; state++)
        {
            matrix[(state * size) + state] = 1;
        }

        for (var edge = 0; edge < graph.Edges; edge++)
        {
            var (from, to) = graph.Edge(edge);
            matrix[(from * size) + to] -= visits[from] > 0 ? counts.Steps[edge] / visits[from] : 0;
        }
    }
}
