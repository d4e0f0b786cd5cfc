using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What is told of paths, read from snapshots at once and kept for a minute.</summary>
internal sealed class PathQueries(ReportQueries reports)
{
    private const int MostRows = 1_000;

    private static readonly decimal[] GapHours = [1m / 6, 1, 6, 24, 48, 96, 168, 336];

    public Task<PathStudy> Study(ReportRequest request, PathOptions options, CancellationToken cancellationToken) =>
        reports.Get("path-study", request, options.Key, (db, head) => Of(db, request, options, head, cancellationToken), cancellationToken);

    /// <param name="mostNodes">Nodes a step.</param>
    /// <param name="dropOuts">Whether journeys without an order are asked for.</param>
    public Task<PathTransitionsReport> Transitions(ReportRequest request, PathOptions options, int mostNodes, bool dropOuts, CancellationToken cancellationToken) =>
        reports.Get("path-transitions", request, $"{mostNodes} {dropOuts} {options.Key}", async (db, head) =>
        {
            var book = await PathBook.Read(db, request, options, cancellationToken);
            return new PathTransitionsReport(
                head,
                dropOuts
                    ? await PathFlows.WithDropOuts(db, request, options, book, mostNodes, cancellationToken)
                    : PathFlows.OfOrders(book, "not_asked", mostNodes));
        }, cancellationToken);

    private static async Task<PathStudy> Of(AttributionDb db, ReportRequest request, PathOptions options, ReportHead head, CancellationToken cancellationToken)
    {
        var book = await PathBook.Read(db, request, options, cancellationToken);
        var roles = book.Channels.Roles();
        var overlap = book.Channels.Overlap([.. roles.Select(role => role.Channel)]);
        var spread = SpreadOf(book);
        return new PathStudy(head)
        {
            Different = book.Different,
            All = new PathFigures(
                [],
                book.Orders,
                Cells.Major(book.RevenueMinor, request.Store.Currency),
                spread.AverageTouches,
                spread.MedianHoursToConvert,
                new Dictionary<string, decimal>()),
            Top = [.. book.Top(MostRows).Select(path => PathTable.Figures(request, path))],
            Spread = spread,
            Roles = [.. roles.Select(RoleOf)],
            OverlapChannels = [.. overlap.Channels.Select((channel, i) => new OverlapChannel(channel, overlap.Orders[i][i]))],
            OverlapPairs = Pairs(overlap),
            Flow = await PathFlows.WithDropOuts(db, request, options, book, PathFlows.MostNodes, cancellationToken),
            OrderFlow = PathFlows.OfOrders(book, "not_asked"),
        };
    }

    private static PathSpread SpreadOf(PathBook book)
    {
        var (orders, gaps) = (book.Touches.Count, new TimeHistogram(book.Gaps));
        return new PathSpread(
            orders,
            book.Touches.Median,
            orders > 0 ? Math.Round((decimal)book.TouchesSum / orders, 2) : null,
            Hours(new TimeHistogram(book.Times).Median),
            Hours(gaps.Median),
            [.. book.Touches.Values.Select(bar => new TouchesBar(bar.Value, bar.Count))],
            [.. book.Days.Values.Select(bar => new DaysBar(bar.Value, bar.Count))],
            [.. gaps.Between([.. GapHours.Select(hours => TimeSpan.FromHours((double)hours))]).Select((count, i) => new GapBar(
                i == 0 ? 0 : Math.Round(GapHours[i - 1], 6), i < GapHours.Length ? Math.Round(GapHours[i], 6) : null, count))]);
    }

    private static double? Hours(TimeSpan? time) => time is { } known ? Math.Round(known.TotalHours, 2) : null;

    private static RoleFigures RoleOf(ChannelRole role) =>
        new(role.Channel, role.Orders, role.First, role.Assisted, role.Last, role.Alone, role.AssistRatio is { } ratio ? Math.Round(ratio, 6) : null);

    private static IReadOnlyList<OverlapPair> Pairs(ChannelOverlap overlap) =>
    [
        .. from one in Enumerable.Range(0, overlap.Channels.Count)
           from other in Enumerable.Range(one + 1, overlap.Channels.Count - one - 1)
           let orders = overlap.Orders[one][other]
           where orders > 0
           orderby orders descending, one, other
           select new OverlapPair(overlap.Channels[one], overlap.Channels[other], orders),
    ];
}
