namespace Attribution.Domain.Models.DataDriven;

/// <summary>The distinct channel sets of some paths. A set is written as text, a character a channel, ascending: text is hashed and compared fast.</summary>
internal sealed class ChannelSets
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> sets = [];

    public ChannelSets() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => sets.Count;

    public string this[int set] => sets[set];

    /// <summary>The set of some channels, written into a buffer of at least their number.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<ushort> steps, Span<char> buffer)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            buffer[i] = (char)steps[i];
        }

        var set = buffer[..steps.Length];
        set.Sort();
        var length = 1;
        for (var i = 1; i < set.Length; i++)
        {
            if (set[i] != set[length - 1])
            {
                set[length++] = set[i];
            }
        }

        return set[..length];
    }

    public int Add(ReadOnlySpan<char> set)
    {
        if (!lookup.TryGetValue(set, out var number))
        {
            number = sets.Count;
            sets.Add(set.ToString());
            numbers.Add(sets[number], number);
        }

        return number;
    }

    /// <summary>The set of each path's channels.</summary>
    public int[] AddAll(PathCounts paths)
    {
        var of = new int[paths.Count];
        var buffer = new char[16];
        for (var path = 0; path < of.Length; path++)
        {
            var steps = paths.Path(path);
            if (buffer.Length < steps.Length)
            {
                buffer = new char[steps.Length * 2];
            }

            of[path] = Add(Of(steps, buffer));
        }

        return of;
    }
}
