using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>What the page shows of the figures it read.</summary>
/// <param name="Figures">Null until they are read.</param>
/// <param name="Answer">One sentence; null while it is not known.</param>
internal sealed record ComparingState(ComparingFigures? Figures, string? Answer, IReadOnlyList<FilterDimension> Filters, EmptyReason? Empty)
{
    /// <summary>Before anything is read.</summary>
    public static ComparingState Unknown { get; } = new(null, null, [], null);

    public static ComparingState Of(ComparingFigures figures, ReportView view)
    {
        var report = figures.Report.Value;
        var empty = EmptyReason.Of(report?.Channels.All(row => row.ByModel.Values.All(credit => credit is { Orders: 0, Revenue: 0 })) == true, figures.Days.Value, view);
        return new(figures, empty?.Answer ?? (report is null ? "The models could not be read." : ComparingAnswer.Of(report, ModelChoice.Of(view))), FilterValues.Of(figures.Campaigns, figures.Days, view), empty);
    }
}
