namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Shapley values of each converting channel set <c>T</c>: the game on <c>T</c> in which a set is worth the conversion rate of the journeys
/// of exactly that set, 0 where none was seen.
/// </summary>
public sealed class ShapleyFit
{
    private readonly ShapleySets sets;
    private readonly double[] worth;
    private readonly double[]?[] values;

    private ShapleyFit(ShapleySets sets, double[] worth, double[]?[] values) => (this.sets, this.worth, this.values) = (sets, worth, values);

    /// <summary>Channel ids, as the paths have them.</summary>
    public IReadOnlyList<string> Channels => sets.Paths.Channels;

    /// <summary>Converting sets of more than 20 channels, whose values are drawn and not computed.</summary>
    public int DrawnSets { get; private init; }

    /// <summary>Half of the widest 95 % interval of a drawn value; 0 where all are exact.</summary>
    public double HalfWidth { get; private init; }

    /// <summary>Fits the model.</summary>
    /// <param name="paths">Paths with their counts.</param>
    /// <param name="seed">Seed of the sampling of sets of more than 20 channels.</param>
    /// <param name="threads">Most threads, -1 for one a core; the result is the same for any number.</param>
    /// <param name="cancellationToken">Ends the fitting.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ShapleyFit Of(PathCounts paths, ulong seed, int threads = -1, CancellationToken cancellationToken = default) =>
        Of(new ShapleySets(paths, seed), paths, threads, cancellationToken);

    /// <summary>Shapley values of the channels of a path's set, by channel id, as they are: maybe negative.</summary>
    public IReadOnlyDictionary<string, double> ValuesOf(IEnumerable<string> path)
    {
        var indices = Channels.Select((channel, i) => (channel, i)).ToDictionary(one => one.channel, one => one.i, StringComparer.Ordinal);
        char[] set = [.. path.Distinct().Select(channel => (char)indices[channel]).Order()];
        var of = ShapleyTerms.Values(set, sets.Converted, sets.Seed, worth);
        return set.Select((channel, i) => (Channels[channel], of[i])).ToDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal);
    }

    /// <summary>The ledger: each converting path's values, clipped at 0 and normalised; equal shares where all are 0.</summary>
    /// <param name="paths">The paths of the fit.</param>
    public ChannelTotals Ledger(PathCounts paths)
    {
        var totals = ChannelTotals.Empty(Channels.Count);
        var shares = new double[Channels.Count];
        for (var path = 0; path < paths.Count; path++)
        {
            if (paths.Conversions[path] > 0 && values[sets.Of(path)] is { } of)
            {
                var set = sets.Seen[sets.Of(path)];
                Shares(of, shares);
                for (var member = 0; member < set.Length; member++)
                {
                    totals.Add(set[member], shares[member], paths, path);
                }
            }
        }

        return totals;
    }

    /// <summary>Each channel's values summed over the conversions, negative ones too, per conversion.</summary>
    public double[] Weights(PathCounts paths)
    {
        var weights = new double[Channels.Count];
        for (var path = 0; path < paths.Count; path++)
        {
            if (paths.Conversions[path] > 0 && values[sets.Of(path)] is { } of)
            {
                var set = sets.Seen[sets.Of(path)];
                for (var member = 0; member < set.Length; member++)
                {
                    weights[set[member]] += of[member] * paths.Conversions[path] / paths.TotalConversions;
                }
            }
        }

        return weights;
    }

    /// <summary>The shares of a set's members: values clipped at 0 and normalised, equal where all are 0.</summary>
    internal static void Shares(ReadOnlySpan<double> of, Span<double> shares)
    {
        var sum = 0d;
        foreach (var value in of)
        {
            sum += Math.Max(0, value);
        }

        for (var member = 0; member < of.Length; member++)
        {
            shares[member] = sum > 0 ? Math.Max(0, of[member]) / sum : 1d / of.Length;
        }
    }

    internal static ShapleyFit Of(ShapleySets sets, PathCounts paths, int threads, CancellationToken cancellationToken = default)
    {
        var (worth, converting) = sets.Worth(paths);
        var values = new double[]?[worth.Length];
        var widths = new double[worth.Length];
        Parallel.For(0, worth.Length, new ParallelOptions { MaxDegreeOfParallelism = FitThreads.Most(threads), CancellationToken = cancellationToken }, set =>
        {
            if (converting[set])
            {
                var terms = sets.Terms(set);
                terms.Evaluate(worth, values[set] = new double[sets.Seen[set].Length]);
                widths[set] = sets.KeepsTerms ? 0 : terms.HalfWidth(worth);
            }
        });
        var drawn = Enumerable.Range(0, worth.Length).Count(set => converting[set] && sets.Seen[set].Length > ShapleyGame.MostExact);
        return new(sets, worth, values) { DrawnSets = drawn, HalfWidth = widths.Append(0).Max() };
    }
}
