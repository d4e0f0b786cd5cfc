namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Any order, over the steps that occur. <c>h</c> comes by Gauss and Seidel from the last state to the first; a channel's removal by one more such solve,
/// of how often the states without it are visited before it is met: <c>RE = Σ P(first met in s) · h(s) / p</c>. Only sums of what is not negative: nothing cancels.
/// </summary>
internal sealed class SparseMarkov
{
    private const double Settled = 1e-15;
    private const int MostSweeps = 100_000;

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
        var visits = new double[states];
        stays = new double[states];
        for (var state = 0; state < states; state++)
        {
            visits[state] = counts.Conversions[state] + counts.Nulls[state];
        }

        for (var edge = 0; edge < graph.Edges; edge++)
        {
            visits[graph.Edge(edge).From] += counts.Steps[edge];
        }

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
        Parallel.For(0, channels, options, channel =>
        {
            var removed = new bool[graph.States];
            graph.StatesWith(channel, removed);
            var (lost, lostValue) = chain.Lost(removed, hit, value);
            removal[channel] = p > 0 ? Math.Min(1, lost / p) : 0;
            valueRemoval[channel] = v > 0 ? Math.Min(1, lostValue / v) : 0;
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

    /// <summary>What is lost where the removed states lead nowhere.</summary>
    private (double Conversions, double Value) Lost(bool[] removed, double[] hit, double[] value)
    {
        var visits = Forward(removed);
        var (conversions, worth) = (0d, 0d);
        for (var state = 0; state < states; state++)
        {
            if (removed[state])
            {
                var met = starts[state] + incoming.Sum(state, visits);
                (conversions, worth) = (conversions + (met * hit[state]), worth + (met * value[state]));
            }
        }

        return (conversions, worth);
    }

    /// <summary>Expected visits of the states that stay, before a removed one is met; 0 for the removed.</summary>
    private double[] Forward(bool[] removed)
    {
        var visits = new double[states];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = false;
            for (var state = 0; state < states; state++)
            {
                if (!removed[state])
                {
                    var next = (starts[state] + incoming.Sum(state, visits)) / (1 - stays[state]);
                    moved |= Math.Abs(next - visits[state]) > Settled * next;
                    visits[state] = next;
                }
            }

            if (!moved)
            {
                break;
            }
        }

        return visits;
    }
}

/// <summary>The steps of a chain, row after row; those from a state to itself are left out.</summary>
internal sealed class SparseRows
{
    private readonly int[] starts;
    private readonly int[] columns;
    private readonly double[] steps;

    private SparseRows(int rows, int count) => (starts, columns, steps) = (new int[rows + 1], new int[count], new double[count]);

    public static SparseRows Of(MarkovGraph graph, double[] probabilities, Func<int, (int Row, int Column)> place)
    {
        var rows = new SparseRows(graph.States, graph.Edges);
        for (var edge = 0; edge < graph.Edges; edge++)
        {
            rows.starts[place(edge).Row + 1]++;
        }

        for (var row = 0; row < graph.States; row++)
        {
            rows.starts[row + 1] += rows.starts[row];
        }

        var next = rows.starts.AsSpan(0, graph.States).ToArray();
        for (var edge = 0; edge < graph.Edges; edge++)
        {
            var (row, column) = place(edge);
            var at = next[row]++;
            rows.columns[at] = column;
            rows.steps[at] = row == column ? 0 : probabilities[edge];
        }

        return rows;
    }

    /// <summary>Σ step × figure of a row.</summary>
    public double Sum(int row, double[] figures)
    {
        var sum = 0d;
        for (var at = starts[row]; at < starts[row + 1]; at++)
        {
            sum += steps[at] * figures[columns[at]];
        }

        return sum;
    }
}
