namespace Attribution.Domain.Models.DataDriven;

/// <summary>Paths of channels, each with how often it converted, how often it did not, and what its conversions were worth: all that a fit reads. Make one by <see cref="PathCountsBuilder"/>.</summary>
public sealed class PathCounts
{
    private readonly int[] starts;
    private readonly ushort[] steps;
    private readonly double[] conversions;
    private readonly double[] nulls;
    private readonly double[] values;

    internal PathCounts(IReadOnlyList<string> channels, int[] starts, ushort[] steps, double[] conversions, double[] nulls, double[] values)
    {
        Channels = channels;
        (this.starts, this.steps, this.conversions, this.nulls, this.values) = (starts, steps, conversions, nulls, values);
        TotalConversions = conversions.Sum();
        TotalNulls = nulls.Sum();
        TotalValue = values.Sum();
    }

    /// <summary>Channel ids; a step of a path is an index into them.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>How many paths there are.</summary>
    public int Count => conversions.Length;

    /// <summary>Steps of all paths together.</summary>
    public int TotalSteps => steps.Length;

    /// <summary>Conversions of each path, not negative; a decimal where another tool counted so.</summary>
    public ReadOnlySpan<double> Conversions => conversions;

    /// <summary>Journeys of each path that did not convert, not negative.</summary>
    public ReadOnlySpan<double> Nulls => nulls;

    /// <summary>Value of each path's conversions together, in whatever unit it came.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>All conversions.</summary>
    public double TotalConversions { get; }

    /// <summary>All journeys that did not convert.</summary>
    public double TotalNulls { get; }

    /// <summary>The value of all conversions.</summary>
    public double TotalValue { get; }

    /// <summary>When each touch was, where that is known: what <c>time_decay</c> and <c>w_shaped</c> need.</summary>
    public PathTimes? Times { get; internal init; }

    /// <summary>Channel indices of a path, in order; never empty.</summary>
    public ReadOnlySpan<ushort> Path(int path) => steps.AsSpan(starts[path], starts[path + 1] - starts[path]);

    /// <summary>Where a path's first step stands among all steps.</summary>
    public int Start(int path) => starts[path];

    /// <summary>The same paths with other counts, as a replicate of the bootstrap has them.</summary>
    internal PathCounts With(double[] otherConversions, double[] otherNulls, double[] otherValues) =>
        new(Channels, starts, steps, otherConversions, otherNulls, otherValues) { Times = Times };

    /// <summary>The same paths, those that did not convert left out.</summary>
    public PathCounts WithoutNulls() => With(conversions, new double[Count], values);
}

/// <summary>When the touches of paths were.</summary>
/// <param name="SecondsBeforeLast">For each step of all paths, how long before its path's last touch it was.</param>
/// <param name="Milestones">For each path the index of the touch that led to the first lead; -1 for none.</param>
public sealed record PathTimes(uint[] SecondsBeforeLast, short[] Milestones);
