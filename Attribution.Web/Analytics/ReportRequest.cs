using Attribution.Domain;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>What a report is asked for, already checked.</summary>
/// <param name="Model">One of the models that snapshots hold.</param>
internal sealed record ReportRequest(StoreSettings Store, DateRange Range, string Model, ReportFilter Filter);

/// <summary>The credit and the visits that a report is narrowed to: any of the values of a list, and all lists. An empty list lets everything pass.</summary>
internal sealed record ReportFilter(
    IReadOnlyList<string> Channels, IReadOnlyList<string> Sources, IReadOnlyList<string> Mediums, IReadOnlyList<string> Campaigns, IReadOnlyList<string> ConversionTypes)
{
    public static ReportFilter None { get; } = new([], [], [], [], []);

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => Channels.Count == 0 && !NeedsCampaigns;

    /// <summary>Whether the rows by channel alone can't answer it.</summary>
    public bool NeedsCampaigns => Sources.Count + Mediums.Count + Campaigns.Count + ConversionTypes.Count > 0;
}
