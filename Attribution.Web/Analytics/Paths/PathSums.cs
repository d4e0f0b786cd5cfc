using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What a part of a report's paths adds up to. No path is in two parts, nor are first steps.</summary>
internal sealed class PathSums(PathNumbers numbers, IReadOnlyList<DealtPaths> days, int part)
{
    private readonly PathListing listing = new(numbers.Collapse);

    // The group of each row, in the order of the rows.
    private readonly int[] groups = new int[days.Sum(day => day.Count(part))];

    // Half of a year's rows are of a path that came before.
    public PathGroups Groups { get; } = new(days.Sum(day => day.Count(part)) / 2);

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
        var at = 0;
        foreach (var day in days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            at = Add(day, at);
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

    /// <summary>Goes through the rows of some groups.</summary>
    /// <param name="wanted">Each group's number in this part, and what <paramref name="found"/> is told for it.</param>
    /// <param name="found">Is told that, the day and the row.</param>
    public void Find(IEnumerable<(int Group, int Number)> wanted, PathFound found)
    {
        var told = new int?[Groups.Count];
        foreach (var (group, number) in wanted)
        {
            told[group] = number;
        }

        var at = 0;
        foreach (var day in days)
        {
            for (var row = day.Paths(part); row.Next();)
            {
                if (told[groups[at++]] is { } number)
                {
                    found(number, day.Day, row);
                }
            }
        }
    }

    private int Add(DealtPaths dealt, int at)
    {
        var day = dealt.Day;
        for (var row = dealt.Paths(part); row.Next();)
        {
            var number = Take(listing.Of(row.Steps, day.Numbers));
            groups[at++] = number;
            ref var group = ref Groups[number];
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

        return at;
    }

    private int Take(ReadOnlySpan<int> listed)
    {
        var number = Groups.Take(listed, PathGroups.HashOf(listed), out var isNew);
        if (isNew)
        {
            ref var group = ref Groups[number];
            group.Passes = numbers.Wanted.Passes(listed);
            var first = listing.Head(listed);
            group.Head = Heads.Take(first, PathGroups.HashOf(first), out var isNewHead);
            if (isNewHead)
            {
                CountedOrders.Add(0);
            }
        }

        return number;
    }

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
