namespace Attribution.Domain.Paths;

/// <summary>
/// Keeps the paths that hold, begin with or end with certain steps. One of the sequences of each list must match, and every list; an
/// empty list lets everything pass. A sequence is one channel, or several that follow each other directly.
/// </summary>
/// <typeparam name="TStep">How a channel is told: its name, or its number where very many paths are asked about.</typeparam>
/// <param name="Contains">Anywhere in the path.</param>
/// <param name="Starts">At its beginning.</param>
/// <param name="Ends">At its end.</param>
public sealed record PathFilter<TStep>(
    IReadOnlyList<ReadOnlyMemory<TStep>> Contains, IReadOnlyList<ReadOnlyMemory<TStep>> Starts, IReadOnlyList<ReadOnlyMemory<TStep>> Ends)
    where TStep : IEquatable<TStep>
{
    /// <summary>Whether a path passes.</summary>
    public bool Passes(ReadOnlySpan<TStep> steps) =>
        Any(Contains, steps, static (path, sequence) => path.IndexOf(sequence) >= 0)
        && Any(Starts, steps, static (path, sequence) => path.StartsWith(sequence))
        && Any(Ends, steps, static (path, sequence) => path.EndsWith(sequence));

    /// <summary>The same filter of paths whose channels are told another way.</summary>
    public PathFilter<TOther> By<TOther>(Func<TStep, TOther> told)
        where TOther : IEquatable<TOther>
    {
        return new(Each(Contains), Each(Starts), Each(Ends));

        IReadOnlyList<ReadOnlyMemory<TOther>> Each(IReadOnlyList<ReadOnlyMemory<TStep>> sequences) =>
            [.. sequences.Select(sequence => new ReadOnlyMemory<TOther>([.. sequence.ToArray().Select(told)]))];
    }

    private static bool Any(IReadOnlyList<ReadOnlyMemory<TStep>> sequences, ReadOnlySpan<TStep> path, Func<ReadOnlySpan<TStep>, ReadOnlySpan<TStep>, bool> matches)
    {
        for (var i = 0; i < sequences.Count; i++)
        {
            if (matches(path, sequences[i].Span))
            {
                return true;
            }
        }

        return sequences.Count == 0;
    }
}

/// <summary>Reads filters on paths.</summary>
public static class PathFilter
{
    /// <summary>A filter of texts such as <c>email</c> or <c>email&gt;direct</c>; empty ones are passed over.</summary>
    public static PathFilter<string> Of(IEnumerable<string> contains, IEnumerable<string> starts, IEnumerable<string> ends) =>
        new(Sequences(contains), Sequences(starts), Sequences(ends));

    private static IReadOnlyList<ReadOnlyMemory<string>> Sequences(IEnumerable<string> texts) =>
        [.. texts.Select(ChannelPath.Steps).Where(steps => steps.Count > 0).Select(steps => new ReadOnlyMemory<string>([.. steps]))];
}
