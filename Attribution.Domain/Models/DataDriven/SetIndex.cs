using System.Diagnostics.CodeAnalysis;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Finds the sets that lie inside another: a tree in which each set is the way of its channels, ascending, so that only those sets are met whose beginnings are inside too.
/// Of a million different sets a journey's set holds a handful.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It lives as long as its fit, which many threads ask: its table is left to the garbage collector, which a rented array allows.")]
internal sealed class SetIndex
{
    private const int Root = 0;
    private const int Bits = 16;
    private const int None = -1;

    private readonly ChannelSets sets;

    // A node's number is one more than that of its code: the node above, and the channel.
    private readonly CodeTable nodes = new();
    private readonly List<int> setAt = [None];
    private readonly Dictionary<ulong, int> byHash = [];

    /// <param name="sets">The sets.</param>
    /// <param name="isWanted">Whether a set, by number, is to be found.</param>
    public SetIndex(ChannelSets sets, Func<int, bool> isWanted)
    {
        this.sets = sets;
        for (var number = 0; number < sets.Count; number++)
        {
            if (isWanted(number))
            {
                Add(number);
            }
        }
    }

    /// <summary>A number of a channel; those of a set are joined by exclusive or, in any order.</summary>
    public static ulong HashOf(char channel) => FitSeed.At(0, channel);

    /// <summary>The numbers of the sets inside another; at each the members it holds, bit by place in that set. The set has at most 32 members.</summary>
    public void Inside(ReadOnlySpan<char> set, Action<int, uint> found) => Descend(Root, 0, 0, set, found);

    /// <summary>The number of a set, -1 where it is not among them.</summary>
    /// <param name="hash">Of its channels together.</param>
    /// <param name="channels">The channels, in any order.</param>
    public int Find(ulong hash, ReadOnlySpan<char> channels)
    {
        if (!byHash.TryGetValue(hash, out var number) || sets[number].Length != channels.Length)
        {
            return None;
        }

        foreach (var channel in sets[number])
        {
            if (!channels.Contains(channel))
            {
                return None;
            }
        }

        return number;
    }

    private void Add(int number)
    {
        var (node, hash) = (Root, 0UL);
        foreach (var channel in sets[number])
        {
            node = nodes.Number(CodeOf(node, channel)) + 1;
            if (node == setAt.Count)
            {
                setAt.Add(None);
            }

            hash ^= HashOf(channel);
        }

        setAt[node] = number;
        byHash[hash] = number;
    }

    private void Descend(int node, int from, uint members, ReadOnlySpan<char> set, Action<int, uint> found)
    {
        for (var place = from; place < set.Length; place++)
        {
            var below = nodes.Find(CodeOf(node, set[place])) + 1;
            if (below == Root)
            {
                continue;
            }

            var inside = members | 1u << place;
            if (setAt[below] is var number and not None)
            {
                found(number, inside);
            }

            Descend(below, place + 1, inside, set, found);
        }
    }

    private static ulong CodeOf(int node, char channel) => ((ulong)(uint)node << Bits) | (channel + 1u);
}
