using System.Globalization;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>What the page shows of the figures it read.</summary>
/// <param name="Figures">Null until they are read.</param>
/// <param name="Answer">One sentence; null while it is not known.</param>
/// <param name="GeneratedAt">In the store's time.</param>
internal sealed record OverviewState(OverviewFigures? Figures, string? Answer, string? GeneratedAt, IReadOnlyList<FilterDimension> Filters, EmptyReason? Empty)
{
    /// <summary>Before anything is read.</summary>
    public static OverviewState Unknown { get; } = new(null, null, null, [], null);

    public static OverviewState Of(OverviewFigures figures, ReportView view)
    {
        var empty = EmptyReason.Of(figures, view);
        return new(figures, empty?.Answer ?? AnswerOf(figures, view), At(figures.Overview.Value, view), FilterValues.Of(figures.Campaigns, figures.Days, view), empty);
    }

    /// <summary>What the figures depend on: two addresses of one key show the same ones.</summary>
    public static string KeyOf(ReportView view) =>
        $"{view.Store.Key} {view.Days.First:O} {view.Days.Last:O} {(view.Url with { Range = null, Exact = null, Metric = null, Sort = null, Descending = false, Open = [] }).ToQuery()} {view.Model.Id}";

    /// <summary>The same page with the second row of figures shown, or not.</summary>
    public static ReportUrl More(ReportUrl url) =>
        OverviewMetric.ShowsMore(url) ? url with { Open = [.. url.Open.Where(part => part != "figures")], Metric = OverviewMetric.More.Any(metric => metric.Id == url.Metric) ? null : url.Metric } : url.Toggled("figures");

    private static string AnswerOf(OverviewFigures figures, ReportView view) => figures.Overview.Value is { } overview
        ? OverviewAnswer.Of(overview, figures.Channels.Value is { } channels ? WhatMoved.Of(channels) : [], view)
        : "The figures could not be read.";

    /// <summary>When a report was made, in the store's time; null without one.</summary>
    public static string? At(Report? report, ReportView view)
    {
        if (report is null)
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(report.GeneratedAt, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(view.Store.TimeZone));
        return $"{view.Formats.FullDay(DateOnly.FromDateTime(local))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}
