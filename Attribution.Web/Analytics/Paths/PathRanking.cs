using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;

namespace Attribution.Web.Analytics.Paths;

/// <summary>Finds the first paths of a list among very many.</summary>
internal static class PathRanking
{
    /// <summary>By orders, then revenue, then text; with the times of each, and its rows where they are asked for.</summary>
    public static IReadOnlyList<ListedPath> Of(PathNumbers numbers, PathSums[] shares, int most, bool sources)
    {
        var top = First(numbers, shares, most);
        var times = top.Select(_ => new CountHistogram()).ToArray();
        var rows = top.Select(_ => new List<PathSource>()).ToArray();

        // A path is in one part alone, so that no two threads add to one path.
        var wanted = top.Select((path, number) => (path.Share, path.Group, Number: number)).GroupBy(path => path.Share, path => (path.Group, path.Number));
        Parallel.ForEach(wanted, paths => paths.Key.Find(paths, (int number, PathsOfDay day, in PathPackReader row) =>
        {
            row.AddTo(times[number], null, null);
            if (sources)
            {
                rows[number].Add(SourceOf(day, row));
            }
        }));
        return
        [
            .. top.Select((path, number) => ListedOf(numbers, path.Share.Groups, path.Group) with { Times = new TimeHistogram(times[number]), Sources = rows[number] }),
        ];
    }

    private static ListedPath ListedOf(PathNumbers numbers, PathGroups groups, int number)
    {
        ref var group = ref groups[number];
        return new(numbers.StepsOf(groups.StepsOf(group)), group.Orders, group.RevenueMinor, group.TouchesSum);
    }

    private static PathSource SourceOf(PathsOfDay day, in PathPackReader row)
    {
        var names = new string[row.Steps.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = day.Day.Paths.Channels[row.Steps[i]];
        }

        return new PathSource(day.Day.Date, day.Day.Paths.Types[row.Type], ChannelPath.Text(names));
    }

    // A heap whose root is the last of the list so far: nearly every path is turned away by one comparison.
    private static List<(PathSums Share, int Group)> First(PathNumbers numbers, PathSums[] shares, int most)
    {
        var last = new PriorityQueue<(PathSums Share, int Group), Rank>();
        foreach (var share in shares)
        {
            for (var i = 0; i < share.Groups.Count; i++)
            {
                ref var group = ref share.Groups[i];
                if (!group.Passes)
                {
                    continue;
                }

                var rank = new Rank(numbers, share.Groups, i);
                if (last.Count < most)
                {
                    last.Enqueue((share, i), rank);
                }
                else if (last.TryPeek(out _, out var lowest) && rank.CompareTo(lowest) > 0)
                {
                    last.DequeueEnqueue((share, i), rank);
                }
            }
        }

        var top = new List<(PathSums Share, int Group)>(last.Count);
        while (last.TryDequeue(out var path, out _))
        {
            top.Add(path);
        }

        top.Reverse();
        return top;
    }

    // The higher, the earlier in the list. Texts are made where all else is equal, which is rare.
    private readonly struct Rank(PathNumbers numbers, PathGroups groups, int number) : IComparable<Rank>
    {
        private readonly long orders = groups[number].Orders;
        private readonly long revenueMinor = groups[number].RevenueMinor;

        private string Text => ChannelPath.Text(numbers.StepsOf(groups.StepsOf(groups[number])));

        public int CompareTo(Rank other)
        {
            var order = orders.CompareTo(other.orders) is not 0 and var byOrders ? byOrders : revenueMinor.CompareTo(other.revenueMinor);
            return order != 0 ? order : string.CompareOrdinal(other.Text, Text);
        }
    }
}
