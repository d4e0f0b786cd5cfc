using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>What a range can be filtered by: the values with the most revenue of each dimension.</summary>
internal static class FilterValues
{
    private const int MostChannels = 20;
    private const int MostTexts = 15;

    /// <param name="campaigns">Unfiltered.</param>
    /// <param name="days">What was converted in them.</param>
    /// <param name="view">Where the values are shown.</param>
    public static IReadOnlyList<FilterDimension> Of(Part<CampaignsReport> campaigns, Part<DayState> days, ReportView view) =>
        campaigns.Value is { } report ? Of(report, days.Value?.ConversionTypes ?? [], view.Formats, view.Colours) : [];

    private static IReadOnlyList<FilterDimension> Of(CampaignsReport report, IReadOnlyList<string> conversionTypes, Formats formats, ChannelColours colours)
    {
        FilterDimension[] dimensions =
        [
            new("channel", "Channel", Values(report, row => row.Channel, colours.NameOf, MostChannels, formats)),
            new("source", "Source", Values(report, row => row.Source, text => text, MostTexts, formats)),
            new("medium", "Medium", Values(report, row => row.Medium, text => text, MostTexts, formats)),
            new("campaign", "Campaign", Values(report, row => row.Campaign, text => text, MostTexts, formats)),
            new("conversionType", "Conversion", [.. conversionTypes.Select(type => new FilterValue(type, Words(type), ""))]),
        ];
        return [.. dimensions.Where(dimension => dimension.Values.Count > 0)];
    }

    private static IReadOnlyList<FilterValue> Values(
        CampaignsReport report, Func<CampaignFigures, string> key, Func<string, string> name, int most, Formats formats) =>
    [
        .. report.Campaigns.Where(row => key(row).Length > 0).GroupBy(key)
            .Select(rows => (Value: rows.Key, Revenue: rows.Sum(row => row.Revenue), Visits: rows.Sum(row => row.Visits)))
            .OrderByDescending(value => value.Revenue).ThenByDescending(value => value.Visits).ThenBy(value => value.Value, StringComparer.Ordinal)
            .Take(most)
            .Select(value => new FilterValue(value.Value, name(value.Value), formats.MoneyOf(value.Revenue))),
    ];

    private static string Words(string type) => char.ToUpperInvariant(type[0]) + type[1..].Replace('_', ' ');
}
