namespace Attribution.Domain.Paths;

/// <summary>
/// Keeps the paths that hold, begin with or end with certain steps. One of the sequences of each list must match, and every list; an
/// empty list lets everything pass. A sequence is one channel, or several that follow each other directly.
/// </summary>
/// <param name="Contains">Anywhere in the path.</param>
/// <param name="Starts">At its beginning.</param>
/// <param name="Ends">At its end.</param>
public sealed record PathFilter(
    IReadOnlyList<IReadOnlyList<string>> Contains, IReadOnlyList<IReadOnlyList<string>> Starts, IReadOnlyList<IReadOnlyList<string>> Ends)
{
    /// <summary>Lets everything pass.</summary>
    public static PathFilter None { get; } = new([], [], []);

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => Contains.Count + Starts.Count + Ends.Count == 0;

    /// <summary>A filter of texts such as <c>email</c> or <c>email&gt;direct</c>.</summary>
    public static PathFilter Of(IEnumerable<string> contains, IEnumerable<string> starts, IEnumerable<string> ends) =>
        new(Sequences(contains), Sequences(starts), Sequences(ends));

    /// <summary>Whether a path passes.</summary>
    public bool Passes(IReadOnlyList<string> steps) =>
        Any(Contains, sequence => Enumerable.Range(0, Math.Max(0, steps.Count - sequence.Count + 1)).Any(at => IsAt(steps, sequence, at)))
        && Any(Starts, sequence => IsAt(steps, sequence, 0))
        && Any(Ends, sequence => IsAt(steps, sequence, steps.Count - sequence.Count));

    private static bool Any(IReadOnlyList<IReadOnlyList<string>> sequences, Func<IReadOnlyList<string>, bool> matches) => sequences.Count == 0 || sequences.Any(matches);

    private static bool IsAt(IReadOnlyList<string> steps, IReadOnlyList<string> sequence, int at)
    {
        if (at < 0 || at + sequence.Count > steps.Count)
        {
            return false;
        }

        for (var i = 0; i < sequence.Count; i++)
        {
            if (steps[at + i] != sequence[i])
            {
                return false;
            }
        }

        return true;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Sequences(IEnumerable<string> texts) => [.. texts.Select(ChannelPath.Steps).Where(steps => steps.Count > 0)];
}
