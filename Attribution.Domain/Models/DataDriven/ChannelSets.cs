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

    /// <summary>The set's number, -1 where it is not among them.</summary>
    public int Find(ReadOnlySpan<char> set) => lookup.TryGetValue(set, out var number) ? number : -1;

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

            of[path] = Add(Distinct(steps, buffer));
        }

        return of;
    }

    /// <summary>The numbers of those sets that lie inside another; at each the members it holds, bit by place in that set. The set has at most 20 members.</summary>
    public void Inside(ReadOnlySpan<char> set, Action<int, uint> found)
    {
        if (sets.Count < 1 << set.Length)
        {
            Scan(set, found);
        }
        else
        {
            Enumerate(set, found);
        }
    }

    private static ReadOnlySpan<char> Distinct(ReadOnlySpan<ushort> steps, Span<char> buffer)
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

    private void Scan(ReadOnlySpan<char> set, Action<int, uint> found)
    {
        for (var number = 0; number < sets.Count; number++)
        {
            if (Mask(sets[number], set) is var mask and not 0)
            {
                found(number, mask);
            }
        }
    }

    /// <summary>Which members of <paramref name="set"/> are those of <paramref name="inner"/>; 0 where one of these is not in it.</summary>
    private static uint Mask(string inner, ReadOnlySpan<char> set)
    {
        var (mask, at) = (0u, 0);
        foreach (var channel in inner)
        {
            while (at < set.Length && set[at] < channel)
            {
                at++;
            }

            if (at == set.Length || set[at] != channel)
            {
                return 0;
            }

            mask |= 1u << at;
        }

        return mask;
    }

    private void Enumerate(ReadOnlySpan<char> set, Action<int, uint> found)
    {
        Span<char> inner = stackalloc char[set.Length];
        for (var mask = 1u; mask < 1u << set.Length; mask++)
        {
            var length = 0;
            for (var at = 0; at < set.Length; at++)
            {
                if ((mask >> at & 1) != 0)
                {
                    inner[length++] = set[at];
                }
            }

            if (Find(inner[..length]) is var number and >= 0)
            {
                found(number, mask);
            }
        }
    }
}
