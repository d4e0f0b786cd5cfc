namespace Attribution.Domain.Models.DataDriven;

/// <summary>A Markov chain of order 1 to 4 fitted to paths: what each channel's removal would cost. Exact, never simulated.</summary>
public sealed class MarkovFit
{
    // Beyond that the square of the states costs more than sweeping over the steps that occur.
    private const int MostDense = 512;

    private readonly double[] effects;
    private readonly double[] valueEffects;

    private MarkovFit(int order, IReadOnlyList<string> channels, MarkovSolution solution)
    {
        Order = order;
        Channels = channels;
        PConversion = solution.PConversion;
        ExpectedValue = solution.ExpectedValue;
        (effects, valueEffects) = (solution.Removal, solution.ValueRemoval);
    }

    /// <summary>1 to 4.</summary>
    public int Order { get; }

    /// <summary>Channel ids, as the paths have them.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Probability that a journey converts, <c>h(START)</c>.</summary>
    public double PConversion { get; }

    /// <summary>Value that a journey brings in the mean.</summary>
    public double ExpectedValue { get; }

    /// <summary>For each channel the share of conversions that is lost where it leads nowhere, 0 to 1.</summary>
    public IReadOnlyList<double> RemovalEffects => effects;

    /// <summary>For each channel the share of value that is lost, 0 to 1.</summary>
    public IReadOnlyList<double> ValueRemovalEffects => valueEffects;

    /// <summary>Fits a chain.</summary>
    /// <param name="paths">Paths with their counts.</param>
    /// <param name="order">1 to 4.</param>
    /// <param name="threads">Most threads, -1 for one a core; the result is the same for any number.</param>
    /// <param name="cancellationToken">Ends the fitting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not 1 to 4.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static MarkovFit Of(PathCounts paths, int order, int threads = -1, CancellationToken cancellationToken = default)
    {
        using var graph = MarkovGraph.Of(paths, order, cancellationToken);
        return Of(graph, paths, threads, cancellationToken);
    }

    /// <summary>Channel importance: the total split by removal effects, <c>A(a) = RE(a) / Σ RE × total</c>; conversions by the effects on conversions, value by those on value.</summary>
    public ChannelTotals Importance(PathCounts paths) =>
        new(Split(RemovalEffects, paths.TotalConversions), Split(ValueRemovalEffects, paths.TotalValue));

    /// <summary>The ledger: inside each converting path a touch earns its channel's removal effect over the sum of all touches'. A path whose touches weigh nothing is split equally.</summary>
    public ChannelTotals Ledger(PathCounts paths)
    {
        var totals = ChannelTotals.Empty(Channels.Count);
        for (var path = 0; path < paths.Count; path++)
        {
            if (paths.Conversions[path] > 0)
            {
                var steps = paths.Path(path);
                var sum = 0d;
                foreach (var step in steps)
                {
                    sum += effects[step];
                }

                foreach (var step in steps)
                {
                    totals.Add(step, sum > 0 ? effects[step] / sum : 1d / steps.Length, paths, path);
                }
            }
        }

        return totals;
    }

    internal static MarkovFit Of(MarkovGraph graph, PathCounts paths, int threads, CancellationToken cancellationToken = default)
    {
        using var counts = graph.Count(paths);
        var solution = graph.Order == 1 && graph.States <= MostDense
            ? DenseMarkov.Solve(graph, counts, paths.Channels.Count)
            : SparseMarkov.Solve(graph, counts, paths.Channels.Count, threads, cancellationToken);
        return new(graph.Order, paths.Channels, solution);
    }

    private static double[] Split(IReadOnlyList<double> effects, double total)
    {
        var sum = effects.Sum();
        return [.. effects.Select(effect => sum > 0 ? effect / sum * total : 0)];
    }
}

/// <summary>What a solver found.</summary>
internal sealed record MarkovSolution(double PConversion, double ExpectedValue, double[] Removal, double[] ValueRemoval);
