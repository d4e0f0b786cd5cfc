using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Web.Components;
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

    /// <summary>The filter of a page's address.</summary>
    public static ReportFilter Of(ReportUrl url) => new(
        [.. url.ValuesOf("channel")], [.. url.ValuesOf("source")], [.. url.ValuesOf("medium")], [.. url.ValuesOf("campaign")], [.. url.ValuesOf("conversionType")]);

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => Channels.Count == 0 && !NeedsCampaigns;

    /// <summary>Whether the rows by channel alone can't answer it.</summary>
    public bool NeedsCampaigns => Sources.Count + Mediums.Count + Campaigns.Count + ConversionTypes.Count > 0;
}

/// <summary>Which models are compared, and with what.</summary>
/// <param name="Models">Two or more, in the order they are shown.</param>
/// <param name="Pair">Two of them whose difference is told; null for none.</param>
/// <param name="Previous">Whether the days just before come too.</param>
internal sealed record ModelOptions(IReadOnlyList<string> Models, (string From, string To)? Pair = null, bool Previous = false)
{
    /// <summary>What tells one set of options from another.</summary>
    public string Key => $"{string.Join(',', Models)} {Pair} {Previous}";

    /// <summary>What has to be read: also the model that others are measured against, and the one that rows are in the order of.</summary>
    public IReadOnlyList<string> Needed(string model) =>
        [.. Models.Append(ModelIds.LastTouch).Append(model).Concat(Pair is { } pair ? [pair.From, pair.To] : Array.Empty<string>()).Distinct()];
}
