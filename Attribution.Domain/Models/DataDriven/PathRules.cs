using Attribution.Domain.Channels;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>The rule-based models on paths of channel indices: the same shares as the models give a journey, for millions of paths at once.</summary>
internal static class PathRules
{
    /// <summary>Writes the share of each step, which sum to 1.</summary>
    /// <param name="path">Which path.</param>
    /// <param name="shares">One a step.</param>
    private delegate void Rule(int path, Span<double> shares);

    /// <summary>Rules that need no times.</summary>
    public static IReadOnlyList<string> Untimed { get; } =
    [
        ModelIds.FirstTouch, ModelIds.LastTouch, ModelIds.LastNonDirect, ModelIds.Linear, ModelIds.UniqueLinear,
        ModelIds.PositionBased, ModelIds.JShaped, ModelIds.InverseJ,
    ];

    /// <summary>Rules that need <see cref="PathCounts.Times"/>.</summary>
    public static IReadOnlyList<string> Timed { get; } = [ModelIds.TimeDecay, ModelIds.WShaped];

    /// <summary>What a rule with default parameters credits.</summary>
    /// <exception cref="ArgumentException">There is no such rule, or it needs times that the paths do not have.</exception>
    public static ChannelTotals Credit(string model, PathCounts paths)
    {
        var rule = Of(model, paths);
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
            rule(path, shares);
            for (var i = 0; i < steps.Length; i++)
            {
                if (shares[i] != 0)
                {
                    totals.Add(steps[i], shares[i], paths, path);
                }
            }
        }

        return totals;
    }

    private static Rule Of(string model, PathCounts paths) => model switch
    {
        ModelIds.FirstTouch => (_, shares) => shares[0] = 1,
        ModelIds.LastTouch => (_, shares) => shares[^1] = 1,
        ModelIds.LastNonDirect => LastNonDirect(paths),
        ModelIds.Linear => (_, shares) => shares.Fill(1d / shares.Length),
        ModelIds.UniqueLinear => UniqueLinear(paths),
        ModelIds.PositionBased => Position(PositionBased.Description),
        ModelIds.JShaped => Position(PositionBased.JShaped),
        ModelIds.InverseJ => Position(PositionBased.InverseJ),
        ModelIds.TimeDecay when paths.Times is { } times => Decay(paths, times),
        ModelIds.WShaped when paths.Times is { } times => Roles(times),
        _ => throw new ArgumentException($"{model} is no rule for these paths.", nameof(model)),
    };

    private static Rule LastNonDirect(PathCounts paths)
    {
        var direct = paths.Channels.ToList().IndexOf(MarketingChannel.Direct);
        return (path, shares) =>
        {
            var steps = paths.Path(path);
            var at = steps.Length - 1;
            while (at >= 0 && steps[at] == direct)
            {
                at--;
            }

            shares[at >= 0 ? at : steps.Length - 1] = 1;
        };
    }

    private static Rule UniqueLinear(PathCounts paths)
    {
        var touches = new int[paths.Channels.Count];
        return (path, shares) =>
        {
            var steps = paths.Path(path);
            var distinct = 0;
            foreach (var step in steps)
            {
                distinct += touches[step]++ == 0 ? 1 : 0;
            }

            for (var i = 0; i < steps.Length; i++)
            {
                shares[i] = 1d / distinct / touches[steps[i]];
            }

            foreach (var step in steps)
            {
                touches[step] = 0;
            }
        };
    }

    private static Rule Position(ModelDescription description)
    {
        var model = (PositionBased)description.Default;
        return (_, shares) =>
        {
            if (shares.Length > 2)
            {
                shares.Fill(model.Middle / (shares.Length - 2));
            }

            shares[0] = model.First;
            shares[^1] = shares.Length == 1 ? 1 : model.Last;
            Normalise(shares);
        };
    }

    private static Rule Decay(PathCounts paths, PathTimes times)
    {
        var halfLife = ((TimeDecay)TimeDecay.Description.Default).HalfLife.TotalSeconds;
        return (path, shares) =>
        {
            var before = times.SecondsBeforeLast.AsSpan(paths.Start(path), shares.Length);
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = Math.Pow(2, -before[i] / halfLife);
            }

            Normalise(shares);
        };
    }

    private static Rule Roles(PathTimes times) => (path, shares) =>
    {
        const double Role = 0.3;
        const double Others = 0.1;
        var milestone = times.Milestones[path];
        shares[0] = Role;
        shares[^1] += Role;
        if (milestone >= 0)
        {
            shares[milestone] += Role;
        }

        var others = shares.Count(0d);
        shares.Replace(0d, Others / Math.Max(1, others));
        Normalise(shares);
    };

    private static void Normalise(Span<double> shares)
    {
        var sum = 0d;
        foreach (var share in shares)
        {
            sum += share;
        }

        foreach (ref var share in shares)
        {
            share /= sum;
        }
    }
}
