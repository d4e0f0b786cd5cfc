using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;

namespace Attribution.Web.Analytics.Paths;

/// <summary>
/// What the paths of a report add up to, or of one share of it: paths are dealt out by their hash, so that several can add at once
/// and no path is with two of them.
/// </summary>
internal sealed class PathSums(PathNumbers numbers, int share = 0, int shares = 1)
{
    private readonly int[] head = new int[DropOuts.Steps + 1];
    private int[] buffer = new int[64];

    // Half of a year's rows are of a path that came before.
    public PathGroups Groups { get; } = new(numbers.Days.Sum(day => day.Day.Paths.Count) / shares / 2);

    /// <summary>First steps of the groups.</summary>
    public PathGroups Heads { get; } = new();

    /// <summary>By first steps, orders of the days whose drop-outs are counted.</summary>
    public List<long> CountedOrders { get; } = [];

    public ChannelTally Channels { get; } = new(numbers.Names);

    public CountHistogram Touches { get; } = new();

    public CountHistogram Days { get; } = new();

    public CountHistogram Times { get; } = new();

    public CountHistogram Gaps { get; } = new();

    /// <summary>Orders of all paths, and of those without a journey.</summary>
    public long Orders { get; private set; }

    public long RevenueMinor { get; private set; }

    /// <summary>How many different paths there are.</summary>
    public int Different { get; private set; }

    /// <summary>Touches of the orders with a journey.</summary>
    public long TouchesSum { get; private set; }

    /// <summary>Adds all days.</summary>
    public PathSums Add(CancellationToken cancellationToken)
    {
        foreach (var day in numbers.Days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(day);
        }

        for (var i = 0; i < Groups.Count; i++)
        {
            ref var group = ref Groups[i];
            if (group.Passes)
            {
                Orders += group.Orders;
                RevenueMinor += group.RevenueMinor;
                Different += group.Length > 0 ? 1 : 0;
                Channels.Add(Groups.StepsOf(group), group.Orders);
                Heads[group.Head].Orders += group.Orders;
            }
        }

        return this;
    }

    /// <summary>Goes through the rows of paths that are known to <paramref name="wanted"/>.</summary>
    /// <param name="wanted">Some paths as they are listed.</param>
    /// <param name="found">Is told the number among them, the day and the row.</param>
    public void Find(PathGroups wanted, PathFound found)
    {
        foreach (var day in numbers.Days)
        {
            for (var row = day.Day.Paths.Paths(); row.Next();)
            {
                var listed = Listed(row.Steps, day.Numbers);
                var hash = PathGroups.HashOf(listed);
                if (Owns(hash) && Counts(day, row) && wanted.Find(listed, hash) is >= 0 and var number)
                {
                    found(number, day, row);
                }
            }
        }
    }

    private void Add(PathsOfDay day)
    {
        for (var row = day.Day.Paths.Paths(); row.Next();)
        {
            var listed = Listed(row.Steps, day.Numbers);
            var hash = PathGroups.HashOf(listed);
            if (!Owns(hash) || !Counts(day, row))
            {
                continue;
            }

            ref var group = ref Groups[Take(listed, hash)];
            if (!group.Passes)
            {
                continue;
            }

            group.Orders += row.Orders;
            CountedOrders[group.Head] += day.DropOuts ? row.Orders : 0;
            group.RevenueMinor += row.RevenueMinor;
            group.TouchesSum += row.TouchesSum;
            if (group.Length > 0 && row.Orders > 0)
            {
                TouchesSum += row.TouchesSum;
                Touches.Add(TouchesOf(row.Steps, day.Numbers), row.Orders);
                row.AddTo(Times, Days, Gaps);
            }
        }
    }

    // By other bits than those a path is found by.
    private bool Owns(uint hash) => (hash >> 16) % shares == share;

    private bool Counts(PathsOfDay day, in PathPackReader row) =>
        day.Types[row.Type] && (day.Origins is null || (row.Steps.IsEmpty ? numbers.Unattributed : row.Touches(day.Origins)));

    private int Take(ReadOnlySpan<int> listed, uint hash)
    {
        var number = Groups.Take(listed, hash, out var isNew);
        if (isNew)
        {
            ref var group = ref Groups[number];
            group.Passes = numbers.Wanted.Passes(listed);
            var first = Head(listed);
            group.Head = Heads.Take(first, PathGroups.HashOf(first), out var isNewHead);
            if (isNewHead)
            {
                CountedOrders.Add(0);
            }
        }

        return number;
    }

    private ReadOnlySpan<int> Listed(ReadOnlySpan<int> steps, int[] known)
    {
        if (buffer.Length < steps.Length)
        {
            buffer = new int[steps.Length];
        }

        var length = 0;
        foreach (var step in steps)
        {
            var number = known[step];
            if (!numbers.Collapse || length == 0 || buffer[length - 1] != number)
            {
                buffer[length++] = number;
            }
        }

        return buffer.AsSpan(0, length);
    }

    private ReadOnlySpan<int> Head(ReadOnlySpan<int> listed) => head.AsSpan(0, ChannelPath.Head(listed, PathNumbers.Cut, head));

    // One more than a stored path can hold where it was cut.
    private static int TouchesOf(ReadOnlySpan<int> steps, int[] known)
    {
        foreach (var step in steps)
        {
            if (known[step] == PathNumbers.Cut)
            {
                return steps.Length + 1;
            }
        }

        return steps.Length;
    }
}

/// <summary>Takes a row of a path that was looked for.</summary>
internal delegate void PathFound(int number, PathsOfDay day, in PathPackReader row);
