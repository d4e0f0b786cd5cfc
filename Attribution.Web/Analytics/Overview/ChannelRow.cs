using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>A row of the channel table: a channel, all of them, or those left over.</summary>
/// <param name="Channel">Null for a sum.</param>
/// <param name="Name">As shown.</param>
/// <param name="Before">Revenue in the earlier period; null where nothing at all came in it.</param>
/// <param name="Share">Of all revenue; null where that is not above 0.</param>
public sealed record ChannelRow(string? Channel, string Name, long Visits, decimal Orders, decimal Revenue, decimal Cost, decimal? Share, decimal? Before)
{
    /// <summary>Orders ÷ visits; null without visits.</summary>
    public decimal? ConversionRate => Ratio(Orders, Visits);

    /// <summary>Revenue ÷ orders; null without orders.</summary>
    public decimal? AverageOrder => Ratio(Revenue, Orders);

    /// <summary>Revenue ÷ cost; null without cost.</summary>
    public decimal? Roas => Ratio(Revenue, Cost);

    /// <summary>(Revenue − cost) ÷ cost; null without cost.</summary>
    public decimal? Roi => Ratio(Revenue - Cost, Cost);

    private static decimal? Ratio(decimal part, decimal whole) => whole > 0 ? part / whole : null;
}

/// <summary>The channel table: a total that equals the overview's, and rows that add up to it.</summary>
/// <param name="Folded">How many channels stand in the last row; 0 where every channel has its own.</param>
internal sealed record ChannelRows(ChannelRow Total, IReadOnlyList<ChannelRow> Rows, int Channels, int Folded)
{
    private const int Most = 8;

    /// <summary>The table in the order an address asks for: by revenue where it asks for none.</summary>
    /// <param name="all">Whether every channel gets a row.</param>
    /// <param name="colours">How the store's channels are called.</param>
    public static ChannelRows Of(ChannelDays channels, ReportUrl url, bool all, ChannelColours? colours = null)
    {
        var before = channels.Before.Channels.ToDictionary(row => row.Channel, row => row.Revenue);
        var totals = channels.Now.Totals;
        var rows = Sorted([.. channels.Now.Channels.Select(row => Row(row, colours ?? ChannelColours.Default, channels.HasBefore ? before.GetValueOrDefault(row.Channel) : null))], url);
        var total = new ChannelRow(null, "All channels", totals.Visits, totals.Orders, totals.Revenue, totals.Cost, totals.Revenue > 0 ? 1 : null, channels.HasBefore ? channels.Before.Totals.Revenue : null);
        return all || rows.Count <= Most + 1
            ? new(total, rows, rows.Count, 0)
            : new(total, [.. rows.Take(Most), Rest([.. rows.Skip(Most)])], rows.Count, rows.Count - Most);
    }

    private static ChannelRow Row(ChannelFigures row, ChannelColours colours, decimal? before) =>
        new(row.Channel, colours.NameOf(row.Channel), row.Visits, row.Orders, row.Revenue, row.Cost, row.Share, before);

    private static ChannelRow Rest(IReadOnlyList<ChannelRow> rows) => new(
        null, WhatMoved.Others(rows.Count), rows.Sum(row => row.Visits), rows.Sum(row => row.Orders), rows.Sum(row => row.Revenue), rows.Sum(row => row.Cost),
        rows.Any(row => row.Share is null) ? null : rows.Sum(row => row.Share), rows.Any(row => row.Before is null) ? null : rows.Sum(row => row.Before));

    // What has no meaning comes last, whichever way it is sorted.
    private static IReadOnlyList<ChannelRow> Sorted(IReadOnlyList<ChannelRow> rows, ReportUrl url)
    {
        if (url.Sort == "channel")
        {
            var named = rows.OrderBy(row => row.Name, StringComparer.Ordinal);
            return [.. url.Descending ? named.Reverse() : named];
        }

        var key = KeyOf(url.Sort);
        var down = url.Sort is null || url.Descending;
        return [.. rows.OrderBy(row => key(row) is null).ThenBy(row => down ? -key(row) : key(row)).ThenBy(row => row.Channel, StringComparer.Ordinal)];
    }

    private static Func<ChannelRow, decimal?> KeyOf(string? column) => column switch
    {
        "visits" => row => row.Visits,
        "orders" => row => row.Orders,
        "share" => row => row.Share,
        "change" => row => row.Before > 0 ? row.Revenue / row.Before : null,
        "conversion_rate" => row => row.ConversionRate,
        "aov" => row => row.AverageOrder,
        "cost" => row => row.Cost,
        "roas" => row => row.Roas,
        "roi" => row => row.Roi,
        _ => row => row.Revenue,
    };
}
