using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Paths;

/// <summary>
/// Finds the journeys that came to their end without an order: after their last touch the person neither came back nor ordered for as
/// long as the lookback. Such a journey ends, and is counted, at the instant its last touch is a lookback old: then all that can save
/// it is known, so that a day's count never changes afterwards. It holds what an order at the last touch would have had: the touches
/// of the lookback before, but for those that led to an earlier order.
/// </summary>
/// <param name="window">The journeys that end in <c>[From, Until)</c>.</param>
public sealed class DropOuts(DropOutWindow window)
{
    /// <summary>How many first steps of a journey are kept.</summary>
    public const int Steps = 4;

    private readonly SortedDictionary<string, long> paths = new(StringComparer.Ordinal);

    /// <summary>Journeys by their first <see cref="Steps"/> steps, repeats collapsed, with <c>…</c> where there were more; in order of the path's text.</summary>
    public IEnumerable<(string Path, long Journeys)> Paths => paths.Select(path => (path.Key, path.Value));

    /// <summary>Takes one person's history.</summary>
    /// <param name="touches">In journey order, from <see cref="DropOutWindow.ReadFrom"/> on.</param>
    /// <param name="orders">Instants of the person's orders, ascending, leads not among them.</param>
    public void Add(IReadOnlyList<FitTouch> touches, IReadOnlyList<DateTimeOffset> orders)
    {
        for (var i = 0; i < touches.Count; i++)
        {
            var at = touches[i].At;
            var returned = i + 1 < touches.Count && touches[i + 1].At - at <= window.Lookback;
            if (returned || at + window.Lookback < window.From || at + window.Lookback >= window.Until || orders.Any(order => order >= at && order - at <= window.Lookback))
            {
                continue;
            }

            var ordered = orders.LastOrDefault(order => order < at, DateTimeOffset.MinValue);
            var from = i;
            while (from > 0 && at - touches[from - 1].At <= window.Lookback && touches[from - 1].At > ordered)
            {
                from--;
            }

            var path = ChannelPath.Text(ChannelPath.Head([.. touches.Skip(from).Take(i - from + 1).Select(touch => touch.Channel)], Steps));
            paths[path] = paths.GetValueOrDefault(path) + 1;
        }
    }
}

/// <summary>Which drop-outs are asked for.</summary>
/// <param name="From">Start of a local day.</param>
/// <param name="Until">Its end, excluded.</param>
/// <param name="Lookback">How long a person may stay away.</param>
public sealed record DropOutWindow(DateTimeOffset From, DateTimeOffset Until, TimeSpan Lookback)
{
    /// <summary>From when on touches are to be read: a lookback before the earliest last touch.</summary>
    public DateTimeOffset ReadFrom => From - Lookback - Lookback;

    /// <summary>Until when last touches lie, excluded.</summary>
    public DateTimeOffset LastTouchUntil => Until - Lookback;

    /// <summary>From when on last touches lie.</summary>
    public DateTimeOffset LastTouchFrom => From - Lookback;
}
