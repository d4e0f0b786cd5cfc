using System.Runtime.Intrinsics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Any order, over the steps that occur. <c>h</c> comes by Gauss and Seidel from the last state to the first; a channel's removal by one more such solve, eight channels side by side,
/// of how often the states without it are visited before it is met: <c>RE = Σ P(first met in s) · h(s) / p</c>. Only sums of what is not negative: nothing cancels.
/// </summary>
internal sealed class SparseMarkov
{
    private const double Settled = 1e-15;
    private const int MostSweeps = 100_000;

    // By four bits of what is removed: 1 in the lanes that stay.
    private static readonly Vector256<double>[] Staying =
        [.. Enumerable.Range(0, 16).Select(bits => Vector256.Create(1 - (bits & 1), 1 - (bits >> 1 & 1), 1 - (bits >> 2 & 1), (double)(1 - (bits >> 3))))];

    private readonly int states;
    private readonly double[] starts;
    private readonly double[] stays;
    private readonly SparseRows outgoing;
    private readonly SparseRows incoming;
    private readonly double[] converts;
    private readonly double[] brings;

    private SparseMarkov(MarkovGraph graph, MarkovCounts counts)
    {
        states = graph.States;
        var visits = counts.Visits(graph);
        stays = new double[states];
        double Probability(double count, int state) => visits[state] > 0 ? count / visits[state] : 0;
        var steps = new double[graph.Edges];
        for (var edge = 0; edge < steps.Length; edge++)
        {
            var (from, to) = graph.Edge(edge);
            steps[edge] = Probability(counts.Steps[edge], from);
            stays[from] += from == to ? steps[edge] : 0;
        }

        outgoing = SparseRows.Of(graph, steps, edge => graph.Edge(edge));
        incoming = SparseRows.Of(graph, steps, edge => (graph.Edge(edge).To, graph.Edge(edge).From));
        starts = Array.ConvertAll(counts.Starts, start => counts.Journeys > 0 ? start / counts.Journeys : 0);
        converts = [.. counts.Conversions.Select(Probability)];
        brings = [.. counts.Values.Select(Probability)];
    }

    public static MarkovSolution Solve(MarkovGraph graph, MarkovCounts counts, int channels, int threads)
    {
        var chain = new SparseMarkov(graph, counts);
        double[] hit = [], value = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.Invoke(options, () => hit = chain.Backward(chain.converts), () => value = chain.Backward(chain.brings));
        var (p, v) = (chain.FromStart(hit), chain.FromStart(value));
        var (removal, valueRemoval) = (new double[channels], new double[channels]);
        Parallel.For(0, (channels + SparseRows.Lanes - 1) / SparseRows.Lanes, options, block =>
        {
            var first = block * SparseRows.Lanes;
            var removed = graph.StatesWith(first);
            var (lost, lostValue) = chain.Lost(removed, hit, value);
            for (var channel = first; channel < Math.Min(channels, first + SparseRows.Lanes); channel++)
            {
                removal[channel] = p > 0 ? Math.Min(1, lost[channel - first] / p) : 0;
                valueRemoval[channel] = v > 0 ? Math.Min(1, lostValue[channel - first] / v) : 0;
            }
        });
        return new(p, v, removal, valueRemoval);
    }

    private double FromStart(double[] figures)
    {
        var sum = 0d;
        for (var state = 0; state < states; state++)
        {
            sum += starts[state] * figures[state];
        }

        return sum;
    }

    /// <summary>Solves <c>h = r + Q h</c>.</summary>
    private double[] Backward(double[] right)
    {
        var figures = new double[states];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = false;
            for (var state = states - 1; state >= 0; state--)
            {
                var next = (right[state] + outgoing.Sum(state, figures)) / (1 - stays[state]);
                moved |= Math.Abs(next - figures[state]) > Settled * next;
                figures[state] = next;
            }

            if (!moved)
            {
                return figures;
            }
        }

        return figures;
    }

    /// <summary>What is lost in each lane where its removed states lead nowhere.</summary>
    /// <param name="removed">For each state the lanes in which it is removed, a bit each.</param>
    /// <param name="hit">For each state the probability of a conversion.</param>
    /// <param name="value">For each state the value to come.</param>
    private (double[] Conversions, double[] Value) Lost(byte[] removed, double[] hit, double[] value)
    {
        var visits = Forward(removed);
        var (conversions, worth) = (new double[SparseRows.Lanes], new double[SparseRows.Lanes]);
        Span<double> met = stackalloc double[SparseRows.Lanes];
        for (var state = 0; state < states; state++)
        {
            if (removed[state] == 0)
            {
                continue;
            }

            var (low, high) = incoming.Sum(state, visits, Vector256.Create(starts[state]));
            low.CopyTo(met);
            high.CopyTo(met[(SparseRows.Lanes / 2)..]);
            for (var lane = 0; lane < met.Length; lane++)
            {
                if ((removed[state] >> lane & 1) != 0)
                {
                    conversions[lane] += met[lane] * hit[state];
                    worth[lane] += met[lane] * value[state];
                }
            }
        }

        return (conversions, worth);
    }

    /// <summary>Expected visits of the states that stay, before a removed one is met; 0 for the removed. A state's lanes stand side by side.</summary>
    private double[] Forward(byte[] removed)
    {
        var visits = new double[states * SparseRows.Lanes];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = false;
            for (var state = 0; state < states; state++)
            {
                var (low, high) = incoming.Sum(state, visits, Vector256.Create(starts[state]));
                var place = visits.AsSpan(state * SparseRows.Lanes, SparseRows.Lanes);
                moved |= Put(place, low / (1 - stays[state]) * Staying[removed[state] & 15]);
                moved |= Put(place[(SparseRows.Lanes / 2)..], high / (1 - stays[state]) * Staying[removed[state] >> 4]);
            }

            if (!moved)
            {
                break;
            }
        }

        return visits;
    }

    /// <summary>Whether the figures were not yet the same.</summary>
    private static bool Put(Span<double> place, Vector256<double> next)
    {
        var moved = Vector256.GreaterThanAny(Vector256.Abs(next - Vector256.Create<double>(place)), next * Settled);
        next.CopyTo(place);
        return moved;
    }
}
