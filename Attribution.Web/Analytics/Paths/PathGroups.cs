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

    /// <summary>Orders of the days whose drop-outs are counted.</summary>
    public long CountedOrders;
    public long RevenueMinor;
    public long TouchesSum;

    internal uint Hash;
}

/// <summary>
/// Sums by path, found by the numbers of its steps. A year of a large store has a million different paths: they lie in a few arrays,
/// as so many objects would cost more than all the adding.
/// </summary>
internal sealed class PathGroups
{
    private int[] slots = new int[1024];
    private PathGroup[] groups = new PathGroup[512];
    private int[] steps = new int[2048];
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
        return hash * 2246822519u;
    }

    public ReadOnlySpan<int> StepsOf(in PathGroup group) => steps.AsSpan(group.Start, group.Length);

    /// <summary>The number of a path; −1 where it is not known.</summary>
    public int Find(ReadOnlySpan<int> path, uint hash) => slots[SlotOf(path, hash)] - 1;

    /// <summary>The number of a path, which is known from then on.</summary>
    public int Take(ReadOnlySpan<int> path, uint hash, out bool isNew)
    {
        var slot = SlotOf(path, hash);
        isNew = slots[slot] == 0;
        return isNew ? Add(path, hash, slot) : slots[slot] - 1;
    }

    private int Add(ReadOnlySpan<int> path, uint hash, int slot)
    {
        if (Count == groups.Length)
        {
            Array.Resize(ref groups, Count * 2);
            slots = new int[groups.Length * 2];
            for (var i = 0; i < Count; i++)
            {
                slots[SlotOf(StepsOf(groups[i]), groups[i].Hash)] = i + 1;
            }

            slot = SlotOf(path, hash);
        }

        if (used + path.Length > steps.Length)
        {
            Array.Resize(ref steps, Math.Max(steps.Length * 2, used + path.Length));
        }

        path.CopyTo(steps.AsSpan(used));
        groups[Count] = new PathGroup { Start = used, Length = path.Length, Hash = hash };
        used += path.Length;
        slots[slot] = ++Count;
        return Count - 1;
    }

    // Its own, or the empty one where it belongs.
    private int SlotOf(ReadOnlySpan<int> path, uint hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            if (slots[slot] is not (> 0 and var number) || (groups[number - 1].Hash == hash && StepsOf(groups[number - 1]).SequenceEqual(path)))
            {
                return slot;
            }
        }
    }
}
