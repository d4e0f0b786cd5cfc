namespace Attribution.Domain.Models.DataDriven;

/// <summary>Collects paths. Equal paths may be added as often as they come.</summary>
public sealed class PathCountsBuilder
{
    /// <summary>Most channels a table may hold.</summary>
    public const int MaxChannels = ushort.MaxValue - 1;

    private readonly Dictionary<string, ushort> indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> channels = [];
    private readonly List<int> starts = [0];
    private readonly List<ushort> steps = [];
    private readonly List<double> conversions = [];
    private readonly List<double> nulls = [];
    private readonly List<double> values = [];

    /// <summary>An empty one.</summary>
    public PathCountsBuilder() => lookup = indices.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One that knows some channels already, in that order.</summary>
    public PathCountsBuilder(IEnumerable<string> known)
        : this()
    {
        foreach (var channel in known)
        {
            Step(channel);
        }

        steps.Clear();
    }

    /// <summary>Adds a channel to the path that <see cref="Close"/> ends.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="MaxChannels"/> channels.</exception>
    public void Step(ReadOnlySpan<char> channel)
    {
        if (!lookup.TryGetValue(channel, out var index))
        {
            if (channels.Count == MaxChannels)
            {
                throw new InvalidOperationException($"There are more than {MaxChannels} channels.");
            }

            index = (ushort)channels.Count;
            channels.Add(channel.ToString());
            indices.Add(channels[^1], index);
        }

        steps.Add(index);
    }

    /// <summary>Ends the path whose steps were given, at least one.</summary>
    /// <param name="converted">How often it converted, not negative.</param>
    /// <param name="unconverted">How often it did not, not negative.</param>
    /// <param name="value">Value of those conversions together; 0 where none converted.</param>
    /// <exception cref="InvalidOperationException">The path has no step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or no number, or there is value without a conversion.</exception>
    public void Close(double converted, double unconverted, double value)
    {
        if (starts[^1] == steps.Count)
        {
            throw new InvalidOperationException("A path has a step: what converted without one is unattributed.");
        }

        Check(converted, nameof(converted));
        Check(unconverted, nameof(unconverted));
        if (!double.IsFinite(value) || (converted == 0 && value != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value is a number, and belongs to a conversion.");
        }

        starts.Add(steps.Count);
        conversions.Add(converted);
        nulls.Add(unconverted);
        values.Add(value);
    }

    /// <summary>Adds a whole path.</summary>
    public PathCountsBuilder Add(IEnumerable<string> path, double converted, double unconverted = 0, double value = 0)
    {
        foreach (var channel in path)
        {
            Step(channel);
        }

        Close(converted, unconverted, value);
        return this;
    }

    /// <summary>The table: paths in the order they were added, channels in the order of their first appearance.</summary>
    /// <param name="times">When the touches were; null where that is not known.</param>
    public PathCounts Build(PathTimes? times = null) =>
        new([.. channels], [.. starts], [.. steps], [.. conversions], [.. nulls], [.. values]) { Times = times };

    private static void Check(double count, string name)
    {
        // Negated, so that NaN is refused too.
        if (!(count >= 0 && double.IsFinite(count)))
        {
            throw new ArgumentOutOfRangeException(name, count, "A count is a number, 0 or more.");
        }
    }
}
