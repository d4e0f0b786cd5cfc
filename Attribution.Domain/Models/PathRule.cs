using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>Writes what share of a conversion each step of a path earns.</summary>
/// <param name="path">Index of the path.</param>
/// <param name="shares">One a step, all 0 when it is called; they must come to sum to 1.</param>
public delegate void PathShares(int path, Span<double> shares);

/// <summary>A rule-based model with default parameters on paths of channel indices: the same shares as <see cref="IAttributionModel.Weigh(Journeys.Journey)"/> gives, for millions of paths at once.</summary>
public sealed class PathRule
{
    private readonly Func<PathCounts, PathShares> sharesOf;

    private PathRule(bool needsTimes, Func<PathCounts, PathShares> sharesOf) => (NeedsTimes, this.sharesOf) = (needsTimes, sharesOf);

    /// <summary>Whether it can be asked only of paths that have <see cref="PathCounts.Times"/>.</summary>
    public bool NeedsTimes { get; }

    /// <summary>A rule that looks at nothing but where a step stands.</summary>
    /// <param name="shares">Writes the shares of one path.</param>
    public static PathRule ByPlace(PathShares shares) => new(needsTimes: false, _ => shares);

    /// <summary>A rule that looks at the channels of a path.</summary>
    /// <param name="sharesOf">Makes, for some paths, what writes the shares of one; it is used by one thread.</param>
    public static PathRule ByChannel(Func<PathCounts, PathShares> sharesOf) => new(needsTimes: false, sharesOf);

    /// <summary>A rule that looks at when touches were.</summary>
    /// <param name="sharesOf">Makes, for some paths and their times, what writes the shares of one; it is used by one thread.</param>
    public static PathRule ByTime(Func<PathCounts, PathTimes, PathShares> sharesOf) => new(needsTimes: true, paths => sharesOf(paths, paths.Times!));

    /// <summary>Whether it can be asked of these paths.</summary>
    /// <param name="paths">The paths.</param>
    public bool Fits(PathCounts paths) => !NeedsTimes || paths.Times is not null;

    /// <summary>What it credits.</summary>
    /// <param name="paths">The paths.</param>
    /// <exception cref="ArgumentException">It needs times that the paths do not have.</exception>
    public ChannelTotals Credit(PathCounts paths)
    {
        if (!Fits(paths))
        {
            throw new ArgumentException("The rule needs times that these paths do not have.", nameof(paths));
        }

        var write = sharesOf(paths);
        var totals = ChannelTotals.Empty(paths.Channels.Count);
        var buffer = new double[64];
        for (var path = 0; path < paths.Count; path++)
        {
            if (paths.Conversions[path] == 0)
            {
                continue;
            }

            var steps = paths.Path(path);
            if (buffer.Length < steps.Length)
            {
                buffer = new double[steps.Length * 2];
            }

            var shares = buffer.AsSpan(0, steps.Length);
            shares.Clear();
            write(path, shares);
            Add(totals, steps, shares, paths, path);
        }

        return totals;
    }

    /// <summary>Divides weights by their sum, which is not 0.</summary>
    /// <param name="weights">Weights that become shares.</param>
    internal static void Normalise(Span<double> weights)
    {
        var sum = 0d;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }

    private static void Add(ChannelTotals totals, ReadOnlySpan<ushort> steps, ReadOnlySpan<double> shares, PathCounts paths, int path)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (shares[i] != 0)
            {
                totals.Add(steps[i], shares[i], paths, path);
            }
        }
    }
}
