using Attribution.Domain.Channels;

namespace Attribution.Web.Components.Charts;

/// <summary>A channel's figures by day.</summary>
/// <param name="Values">One a day of the range, in order.</param>
/// <param name="Before">The days just before the range, up to 6, so that a 7-day average starts on its first day; may be empty.</param>
public sealed record ChannelSeries(string Channel, IReadOnlyList<long> Values, IReadOnlyList<long> Before)
{
    /// <summary>Over the range.</summary>
    public long Total => Values.Sum();
}

/// <summary>Picks what a chart shows: the seven largest channels, then the rest as one.</summary>
public static class Bands
{
    private const int Most = 7;

    /// <summary>Largest first, unattributed after the others; what is beyond seven is one band, <see cref="ChannelColours.Rest"/>.</summary>
    public static IReadOnlyList<ChannelSeries> Of(IReadOnlyList<ChannelSeries> channels)
    {
        var ranked = channels.OrderBy(channel => channel.Channel == MarketingChannel.Unattributed)
            .ThenByDescending(channel => channel.Total).ThenBy(channel => channel.Channel, StringComparer.Ordinal).ToList();
        return ranked.Count <= Most + 1 ? ranked : [.. ranked.Take(Most), Sum(ChannelColours.Rest, ranked.Skip(Most))];
    }

    /// <summary>The sum of several channels, day by day.</summary>
    public static ChannelSeries Sum(string name, IEnumerable<ChannelSeries> channels)
    {
        var all = channels.ToList();
        var before = all.Count == 0 ? 0 : all.Min(channel => channel.Before.Count);
        var days = all.Count == 0 ? 0 : all[0].Values.Count;
        return new(
            name,
            [.. Enumerable.Range(0, days).Select(day => all.Sum(channel => channel.Values[day]))],
            [.. Enumerable.Range(0, before).Select(day => all.Sum(channel => channel.Before[channel.Before.Count - before + day]))]);
    }

    /// <summary>Sums of the 7 days that end with each day; null until 7 days are known.</summary>
    public static IReadOnlyList<decimal?> SevenDaySums(IReadOnlyList<long> values, IReadOnlyList<long> before)
    {
        IReadOnlyList<long> all = [.. before, .. values];
        return [.. values.Select((_, day) => day + before.Count < 6 ? null : (decimal?)all.Skip(day + before.Count - 6).Take(7).Sum())];
    }
}
