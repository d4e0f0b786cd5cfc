namespace Attribution.Domain.Models.DataDriven;

/// <summary>The channel sets of some paths; what stays the same in every replicate of the bootstrap.</summary>
internal sealed class ShapleySets
{
    private readonly int[] setOf;
    private readonly ShapleyTerms?[]? kept;

    public ShapleySets(PathCounts paths, ulong seed, bool keepTerms = false)
    {
        (Paths, Seed) = (paths, seed);
        setOf = Seen.AddAll(paths);
        var (conversions, _) = Counts(paths);

        // The others are worth 0, in every replicate too.
        Converted = new(Seen, set => conversions[set] > 0);
        kept = keepTerms ? new ShapleyTerms?[Seen.Count] : null;
    }

    public PathCounts Paths { get; }

    public ulong Seed { get; }

    public ChannelSets Seen { get; } = new();

    /// <summary>Those of <see cref="Seen"/> that converted.</summary>
    public SetIndex Converted { get; }

    public bool KeepsTerms => kept is not null;

    public int Of(int path) => setOf[path];

    /// <summary>Two threads may make the same terms; they are equal, and one of them stays.</summary>
    public ShapleyTerms Terms(int set) =>
        kept is null ? ShapleyTerms.Of(Seen[set], Converted, Seed) : kept[set] ??= ShapleyTerms.Of(Seen[set], Converted, Seed);

    /// <summary>The sets that converted, as they are written down.</summary>
    public IEnumerable<SetFit> Converting(PathCounts paths)
    {
        var (conversions, journeys) = Counts(paths);
        return Enumerable.Range(0, Seen.Count).Where(set => conversions[set] > 0)
            .Select(set => new SetFit([.. Seen[set].Select(channel => (int)channel)], conversions[set], journeys[set]));
    }

    /// <summary>Each set's conversion rate, and whether it converted.</summary>
    public (double[] Worth, bool[] Converting) Worth(PathCounts paths)
    {
        var (conversions, journeys) = Counts(paths);
        return ([.. conversions.Select((count, set) => count > 0 ? count / journeys[set] : 0)], [.. conversions.Select(count => count > 0)]);
    }

    private (double[] Conversions, double[] Journeys) Counts(PathCounts paths)
    {
        var (conversions, journeys) = (new double[Seen.Count], new double[Seen.Count]);
        for (var path = 0; path < paths.Count; path++)
        {
            conversions[setOf[path]] += paths.Conversions[path];
            journeys[setOf[path]] += paths.Conversions[path] + paths.Nulls[path];
        }

        return (conversions, journeys);
    }
}
