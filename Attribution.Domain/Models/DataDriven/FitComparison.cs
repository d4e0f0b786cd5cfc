namespace Attribution.Domain.Models.DataDriven;

/// <summary>Tells whether two fits differ in what they credit: two models of one day, or one model in two periods.</summary>
public static class FitComparison
{
    /// <summary>The difference of each channel's credited share, <paramref name="other"/> − <paramref name="one"/>, over every channel that either knows.</summary>
    /// <exception cref="ArgumentException">A fit has no replicates.</exception>
    public static IReadOnlyList<ShareDifference> Between(ModelFit one, ModelFit other) => Between(one, 1, other, 1);

    /// <summary>The same in shares of two totals, such as the revenues of two periods: the difference is <paramref name="otherTotal"/> × share − <paramref name="oneTotal"/> × share.</summary>
    /// <param name="one">The fit compared with.</param>
    /// <param name="oneTotal">What its shares are shares of.</param>
    /// <param name="other">The fit compared.</param>
    /// <param name="otherTotal">What its shares are shares of, in the same unit.</param>
    /// <exception cref="ArgumentException">A fit has no replicates.</exception>
    public static IReadOnlyList<ShareDifference> Between(ModelFit one, double oneTotal, ModelFit other, double otherTotal)
    {
        if (one.Replicates == 0 || other.Replicates == 0)
        {
            throw new ArgumentException("Fits without replicates cannot tell a difference from chance.");
        }

        var (left, right) = (Shares(one, oneTotal), Shares(other, otherTotal));
        return [.. left.Keys.Union(right.Keys).Order(StringComparer.Ordinal).Select(channel => new ShareDifference(
            channel,
            (otherTotal * Share(other, channel)) - (oneTotal * Share(one, channel)),
            Spread(Math.Min(one.Replicates, other.Replicates), left.GetValueOrDefault(channel), right.GetValueOrDefault(channel))))];
    }

    private static Interval Spread(int replicates, double[]? left, double[]? right)
    {
        var differences = new double[replicates];
        for (var i = 0; i < replicates; i++)
        {
            differences[i] = (right?[i] ?? 0) - (left?[i] ?? 0);
        }

        return Bootstrap.IntervalOf(differences);
    }

    private static double Share(ModelFit fit, string channel) => fit.Channels.FirstOrDefault(one => one.Channel == channel)?.Share ?? 0;

    private static Dictionary<string, double[]> Shares(ModelFit fit, double total)
    {
        var all = ReplicateShares.Read(fit.ReplicateShares);
        var count = fit.Channels.Count;
        return fit.Channels.Select((channel, i) => (channel.Channel, Shares: Enumerable.Range(0, fit.Replicates).Select(r => total * all[(r * count) + i]).ToArray()))
            .ToDictionary(one => one.Channel, one => one.Shares, StringComparer.Ordinal);
    }
}

/// <summary>By how much a channel's credited share differs.</summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Difference">In shares of all conversions, -1 to 1; in the totals' unit where totals were given.</param>
/// <param name="Interval">95 % interval of the difference.</param>
public sealed record ShareDifference(string Channel, double Difference, Interval Interval)
{
    /// <summary>Whether the interval leaves no room for 0; else there is no clear difference.</summary>
    public bool IsClear => !Interval.Holds(0);
}
