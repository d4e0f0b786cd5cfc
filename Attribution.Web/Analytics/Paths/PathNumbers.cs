using Attribution.Domain.Channels;
using Attribution.Domain.Paths;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>A day's paths and what a report asks of them.</summary>
/// <param name="Numbers">By a step's number in the day: its number in the report.</param>
/// <param name="Types">By a type's number: whether its orders count.</param>
/// <param name="Origins">By an origin's number: whether the filters let it through; null where none asks.</param>
/// <param name="DropOuts">Whether the day's drop-outs are counted.</param>
internal sealed record PathsOfDay(DayPaths Day, int[] Numbers, bool[] Types, bool[]? Origins, bool DropOuts);

/// <summary>The days of a report with one numbering of channels.</summary>
internal sealed class PathNumbers
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal) { [ChannelPath.Cut] = 0 };
    private readonly ReportFilter filter;
    private readonly bool origins;

    public PathNumbers(ReportRequest request, PathOptions options, IEnumerable<DayPaths> days, IReadOnlySet<DateOnly> withDropOuts)
    {
        filter = request.Filter;
        origins = filter.Channels.Count + filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count > 0;
        Collapse = options.Collapse;
        Unattributed = !origins || (filter.Channels.Contains(MarketingChannel.Unattributed) && filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count == 0);
        Days =
        [
            .. days.Select(day => new PathsOfDay(
                day,
                [.. day.Paths.Channels.Select(NumberOf)],
                [.. day.Paths.Types.Select(type => filter.ConversionTypes.Count > 0 ? filter.ConversionTypes.Contains(type) : !request.Store.IsLead(type))],
                origins ? [.. day.Paths.Origins.Select(Passes)] : null,
                withDropOuts.Contains(day.Date))),
        ];
        Wanted = options.Filter.By(NumberOf);
        Names = [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    /// <summary>The number of the step that stands for touches that were cut out.</summary>
    public const int Cut = 0;

    public IReadOnlyList<PathsOfDay> Days { get; }

    /// <summary>Channels by number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether consecutive touches of one channel are listed as one step.</summary>
    public bool Collapse { get; }

    /// <summary>Whether orders without a journey pass.</summary>
    public bool Unattributed { get; }

    /// <summary>Which of the listed paths are asked for.</summary>
    public PathFilter<int> Wanted { get; }

    public IReadOnlyList<string> StepsOf(ReadOnlySpan<int> path)
    {
        var steps = new string[path.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = Names[path[i]];
        }

        return steps;
    }

    private static bool Has(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    private bool Passes(PathOrigin touch) =>
        Has(filter.Channels, touch.Channel) && Has(filter.Sources, touch.Source) && Has(filter.Mediums, touch.Medium) && Has(filter.Campaigns, touch.Campaign);

    private int NumberOf(string channel)
    {
        if (!numbers.TryGetValue(channel, out var number))
        {
            numbers[channel] = number = numbers.Count;
        }

        return number;
    }
}
