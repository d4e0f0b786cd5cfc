namespace Attribution.Web.Analytics.Overview;

/// <summary>What a card shows, or why it shows nothing: one card's failure leaves the others alone.</summary>
/// <param name="Value">Null where reading failed.</param>
/// <param name="Reference">Of the failure, as in the log.</param>
public sealed record Part<T>(T? Value, string? Reference)
    where T : class;

/// <summary>Channels of the days in view and of as many days just before, both by day.</summary>
public sealed record ChannelDays(ChannelsReport Now, ChannelsReport Before)
{
    /// <summary>Whether anything is there to compare with.</summary>
    public bool HasBefore => Before.Totals is not { Visits: 0, Orders: 0, Leads: 0, Revenue: 0, Cost: 0 };

    /// <summary>The days before, all channels together. Visitors are not there: who comes by two channels would count twice.</summary>
    public IReadOnlyList<DayFigures> BeforeByDay(int days) =>
    [
        .. Enumerable.Range(0, days).Select(day => Before.Channels.Select(channel => channel.Series![day]).ToList())
            .Select(day => new DayFigures(default, day.Sum(one => one.Visits), 0, day.Sum(one => one.Orders), day.Sum(one => one.Revenue), day.Sum(one => one.Cost))),
    ];
}

/// <summary>What is known of the days beside their figures.</summary>
/// <param name="Revised">Whether a sealed day was rebuilt.</param>
/// <param name="Pending">Whether a day waits for its first figures.</param>
/// <param name="Nearest">The nearest day outside the range that has figures; null where there is none.</param>
/// <param name="ConversionTypes">What was converted in these days.</param>
public sealed record DayState(bool Revised, bool Pending, DateOnly? Nearest, IReadOnlyList<string> ConversionTypes);

/// <summary>Everything the overview shows, read at once.</summary>
/// <param name="Campaigns">Unfiltered: what can be filtered by.</param>
public sealed record OverviewFigures(
    Part<OverviewReport> Overview, Part<ChannelDays> Channels, Part<ModelsReport> Models, Part<PathsReport> Paths, Part<CampaignsReport> Campaigns, Part<DayState> Days);
