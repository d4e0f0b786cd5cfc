using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Paths;

/// <summary>What the page shows of the figures it read.</summary>
/// <param name="Study">Null until it is read.</param>
/// <param name="Answer">One sentence; null while it is not known.</param>
/// <param name="GeneratedAt">In the store's time.</param>
internal sealed record PathsState(
    Part<PathStudy>? Study, string? Answer, string? GeneratedAt, IReadOnlyList<FilterDimension> Filters, IReadOnlyList<FilterValue> Channels, EmptyReason? Empty, bool Revised)
{
    /// <summary>Before anything is read.</summary>
    public static PathsState Unknown { get; } = new(null, null, null, [], [], null, false);

    public static PathsState Of(PathsFigures figures, ReportView view)
    {
        var empty = EmptyReason.Of(figures.Study.Value is { Top.Count: 0 }, figures.Days.Value, view);
        var filters = FilterValues.Of(figures.Campaigns, figures.Days, view);
        return new(
            figures.Study,
            empty?.Answer ?? (figures.Study.Value is { } study ? PathsAnswer.Of(study, view) : "The paths could not be read."),
            OverviewState.At(figures.Study.Value, view),
            filters,
            filters.FirstOrDefault(dimension => dimension.Name == "channel")?.Values ?? [],
            empty,
            figures.Days.Value?.Revised == true);
    }
}

/// <summary>Answers "How do people get to an order?" in a sentence, out of the figures alone.</summary>
internal static class PathsAnswer
{
    public static string Of(PathStudy study, ReportView view)
    {
        var spread = study.Spread;
        if (spread.Orders == 0)
        {
            return study.All.Orders > 0 ? $"None of {view.Formats.Number(study.All.Orders, 0)} orders has a journey: no visit could be linked to them." : "No orders in these days.";
        }

        var one = spread.Touches.FirstOrDefault(bar => bar.Touches == 1)?.Orders ?? 0;
        var several = one == 0 ? "Every order took more than one touch"
            : one == spread.Orders ? "Every order took a single touch"
            : $"{view.Formats.Rate(1 - ((decimal)one / spread.Orders), 0)} of orders took more than one touch";
        return spread.MedianHoursToConvert is { } median ? $"{several}; half were placed within {Within(median, view)} of the first." : several + ".";
    }

    /// <summary>A length of time in words: under an hour, 35 hours, 3.4 days.</summary>
    public static string Within(double hours, ReportView view) => hours switch
    {
        < 1 => "an hour",
        < 1.5 => "1 hour",
        < 48 => view.Formats.Number((decimal)hours, 0) + " hours",
        _ => view.Formats.Number((decimal)hours / 24, 1) + " days",
    };
}
