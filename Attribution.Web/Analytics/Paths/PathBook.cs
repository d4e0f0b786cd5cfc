using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Paths;

/// <summary>One path of the list.</summary>
/// <param name="Steps">As it is listed: with repeats collapsed where that is asked for.</param>
internal sealed record ListedPath(IReadOnlyList<string> Steps, long Orders, long RevenueMinor, long TouchesSum)
{
    /// <summary>Time to convert.</summary>
    public TimeHistogram Times { get; init; } = new();

    /// <summary>The snapshot rows it is made of, where they are asked for.</summary>
    public IReadOnlyList<PathSource> Sources { get; init; } = [];
}

/// <summary>Key of a path snapshot row.</summary>
internal sealed record PathSource(DateOnly Date, string Type, string Path);

/// <summary>All that the paths of a report add up to.</summary>
internal sealed class PathBook
{
    // Below it parts cost more than they save.
    private const int ManyPaths = 20_000;
    private const int Parts = 64;
    private const int MostThreads = 4;

    private readonly PathNumbers numbers;
    private readonly PathSums[] shares;

    private PathBook(PathNumbers numbers, PathSums[] shares, IReadOnlySet<DateOnly> withDropOuts)
    {
        (this.numbers, this.shares, WithDropOuts, Channels) = (numbers, shares, withDropOuts, new ChannelTally(numbers.Names));
        foreach (var share in shares)
        {
            Channels.Add(share.Channels);
            Touches.Merge(share.Touches);
            Days.Merge(share.Days);
            Times.Merge(share.Times);
            Gaps.Merge(share.Gaps);
        }
    }

    /// <summary>The days whose drop-outs are counted.</summary>
    public IReadOnlySet<DateOnly> WithDropOuts { get; }

    public ChannelTally Channels { get; }

    public CountHistogram Touches { get; } = new();

    public CountHistogram Days { get; } = new();

    public CountHistogram Times { get; } = new();

    public CountHistogram Gaps { get; } = new();

    /// <summary>Touches of the orders with a journey.</summary>
    public long TouchesSum => shares.Sum(share => share.TouchesSum);

    /// <summary>Orders of all paths, and of those without a journey.</summary>
    public long Orders => shares.Sum(share => share.Orders);

    public long RevenueMinor => shares.Sum(share => share.RevenueMinor);

    /// <summary>How many different paths there are.</summary>
    public int Different => shares.Sum(share => share.Different);

    public static async Task<PathBook> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var (store, first, last) = (request.Store.Id.Value, request.Range.First, request.Range.Last);
        var counted = await db.SnapshotDays.Where(day => day.StoreId == store && day.Date >= first && day.Date <= last && day.DropOuts != null)
            .Select(day => day.Date).ToListAsync(cancellationToken);
        var days = await PathPacks.Read(db, store, request.Range, cancellationToken);
        var withDropOuts = counted.ToHashSet();
        var numbers = new PathNumbers(request, options, days, withDropOuts);
        return new PathBook(numbers, await Task.Run(() => Sums(numbers, cancellationToken), cancellationToken), withDropOuts);
    }

    /// <summary>The first paths by orders, then revenue, then text.</summary>
    /// <param name="most">How many.</param>
    /// <param name="sources">Whether their rows are asked for.</param>
    public IReadOnlyList<ListedPath> Top(int most, bool sources = false) => PathRanking.Of(numbers, shares, most, sources);

    /// <summary>Orders by first steps.</summary>
    /// <param name="counted">Whether those of days alone whose drop-outs are counted.</param>
    public List<FlowTally> Flow(bool counted) =>
    [
        .. from share in shares
           from head in Enumerable.Range(0, share.Heads.Count)
           select new FlowTally(numbers.StepsOf(share.Heads.StepsOf(share.Heads[head])), counted ? share.CountedOrders[head] : share.Heads[head].Orders, 0),
    ];

    private static PathSums[] Sums(PathNumbers numbers, CancellationToken cancellationToken)
    {
        var parts = numbers.Days.Sum(day => day.Day.Paths.Count) < ManyPaths ? 1 : Parts;
        var (days, sums) = (new DealtPaths[numbers.Days.Count], new PathSums[parts]);
        var threads = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, MostThreads), CancellationToken = cancellationToken };
        Parallel.For(0, days.Length, threads, day => days[day] = new DealtPaths(numbers, numbers.Days[day], parts));
        Parallel.For(0, parts, threads, part => sums[part] = new PathSums(numbers, days, part).Add(cancellationToken));
        return sums;
    }
}
