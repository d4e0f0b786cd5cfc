namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// A Poisson bootstrap over journeys: each replicate counts every journey Poisson(1) times (Chamandy and others, 2012). Replicate <c>r</c> of one seed
/// is the same for every model, so that two models' replicates can be subtracted.
/// </summary>
public static class Bootstrap
{
    /// <summary>Figures of each replicate.</summary>
    /// <param name="paths">The journeys.</param>
    /// <param name="replicates">How many, not negative.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="threads">Most threads, -1 for one a core; the result is the same for any number.</param>
    /// <param name="figures">Computes a replicate's figures; called from several threads. The counts it gets are its own only until it returns.</param>
    public static double[][] Run(PathCounts paths, int replicates, ulong seed, int threads, Func<PathCounts, double[]> figures)
    {
        var results = new double[replicates][];
        Parallel.For(
            0,
            replicates,
            new ParallelOptions { MaxDegreeOfParallelism = FitThreads.Most(threads) },
            () => new Counts(paths.Count),
            (replicate, _, counts) =>
            {
                results[replicate] = figures(counts.Draw(paths, FitSeed.At(seed, (ulong)replicate)));
                return counts;
            },
            _ => { });
        return results;
    }

    /// <summary>From 2.5 % to 97.5 % of the figures, which are interpolated between.</summary>
    /// <param name="figures">At least one, in any order.</param>
    public static Interval IntervalOf(ReadOnlySpan<double> figures)
    {
        var sorted = figures.ToArray();
        Array.Sort(sorted);
        return new(Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private sealed class Counts(int paths)
    {
        private readonly double[] conversions = new double[paths];
        private readonly double[] nulls = new double[paths];
        private readonly double[] values = new double[paths];

        public PathCounts Draw(PathCounts paths, ulong seed)
        {
            for (var path = 0; path < conversions.Length; path++)
            {
                var place = FitSeed.At(seed, (ulong)path);
                conversions[path] = PoissonDraw.Of(paths.Conversions[path], place);
                nulls[path] = PoissonDraw.Of(paths.Nulls[path], ~place);
                values[path] = conversions[path] > 0 ? paths.Values[path] * conversions[path] / paths.Conversions[path] : 0;
            }

            return paths.With(conversions, nulls, values);
        }
    }
}
