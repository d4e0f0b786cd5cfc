using System.Numerics;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What the orders of one listed path add up to.</summary>
internal struct PathGroup
{
    /// <summary>Where its steps begin among those of all, and how many they are.</summary>
    public int Start;
    public int Length;

    /// <summary>Number of its first steps.</summary>
    public int Head;

    /// <summary>Whether the filters on paths let it through.</summary>
    public bool Passes;

    public long Orders;
    public long RevenueMinor;
    public long TouchesSum;
}

/// <summary>
/// Sums by path, found by the numbers of its steps. A year of a large store has a million different paths: they lie in a few arrays,
/// as so many objects would cost more than all the adding, and a hash stands beside its number, as each look elsewhere is a wait for
/// memory.
/// </summary>
/// <param name="expected">How many paths there may be; more find their place too.</param>
internal sealed class PathGroups(int expected = 512)
{
    private const int StepsOfMost = 6;

    private ulong[] slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected + (expected / 2)))];
    private PathGroup[] groups = new PathGroup[Math.Max(8, expected)];
    private int[] steps = new int[Math.Max(8, expected) * StepsOfMost];
    private int used;

    public int Count { get; private set; }

    public ref PathGroup this[int number] => ref groups[number];

    public static uint HashOf(ReadOnlySpan<int> path)
    {
        var hash = 2166136261u;
        foreach (var step in path)
        {
            hash = (hash ^ (uint)step) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 2246822519u;
        return hash ^ (hash >> 13);
    }

    public ReadOnlySpan<int> StepsOf(in PathGroup group) => steps.AsSpan(group.Start, group.Length);

    /// <summary>The number of a path, which is known from then on.</summary>
    public int Take(ReadOnlySpan<int> path, uint hash, out bool isNew)
    {
        var slot = SlotOf(path, hash);
        isNew = slots[slot] == 0;
        return isNew ? Add(path, hash, slot) : NumberIn(slots[slot]);
    }

    // A slot holds the hash above the number, which begins at 1 there: an empty slot is 0.
    private static int NumberIn(ulong slot) => (int)(uint)slot - 1;

    private int Add(ReadOnlySpan<int> path, uint hash, int slot)
    {
        if (Count * 4L > slots.Length * 3L)
        {
            Spread();
            slot = SlotOf(path, hash);
        }

        if (Count == groups.Length)
        {
            Array.Resize(ref groups, Count * 2);
        }

        if (used + path.Length > steps.Length)
        {
            Array.Resize(ref steps, Math.Max(steps.Length * 2, used + path.Length));
        }

        path.CopyTo(steps.AsSpan(used));
        groups[Count] = new PathGroup { Start = used, Length = path.Length };
        used += path.Length;
        slots[slot] = ((ulong)hash << 32) | (uint)++Count;
        return Count - 1;
    }

    private void Spread()
    {
        var full = slots;
        slots = new ulong[full.Length * 2];
        var mask = slots.Length - 1;
        foreach (var taken in full.Where(slot => slot != 0))
        {
            var at = (int)(taken >> 32) & mask;
            while (slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            slots[at] = taken;
        }
    }

    // Its own, or the empty one where it belongs.
    private int SlotOf(ReadOnlySpan<int> path, uint hash)
    {
        var mask = slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0 || ((uint)(slot >> 32) == hash && StepsOf(groups[NumberIn(slot)]).SequenceEqual(path)))
            {
                return at;
            }
        }
    }
}
