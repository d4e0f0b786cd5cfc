using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The bars of the three histograms.</summary>
internal static class PathHistograms
{
    // What lies beyond is one bar: it is rare, and the table of the API has it in full.
    private const int MostTouches = 10;
    private const int MostDays = 30;

    public static HistogramInput Touches(PathSpread spread, ReportView view)
    {
        var last = Math.Min(MostTouches, Math.Max(4, spread.Touches.Select(bar => bar.Touches).DefaultIfEmpty(1).Max()));
        var bars = Bars(1, last, at => spread.Touches.Where(bar => at == MostTouches ? bar.Touches >= at : bar.Touches == at).Sum(bar => bar.Orders), MostTouches, "touch", "touches");
        var median = spread.MedianTouches;
        return new("Touches to order", "Touches", "Orders", bars, median is { } at ? Math.Min((int)Math.Floor(at), last) - 1 : null,
            median is { } value ? $"Median {view.Formats.Number(value, value % 1 == 0 ? 0 : 1)} {(value == 1 ? "touch" : "touches")}" : "", "touches-to-order");
    }

    public static HistogramInput Days(PathSpread spread, ReportView view)
    {
        var last = Math.Min(MostDays, Math.Max(7, spread.Days.Select(bar => bar.Days).DefaultIfEmpty(0).Max()));
        var bars = Bars(0, last, at => spread.Days.Where(bar => at == MostDays ? bar.Days >= at : bar.Days == at).Sum(bar => bar.Orders), MostDays, "day", "days");
        var median = spread.Days.Count > 0 ? spread.MedianHoursToConvert : null;
        return new("Days to order", "Whole days", "Orders", bars, median is { } hours ? Math.Min((int)(hours / 24), last) : null, Median(median, view), "days-to-order");
    }

    public static HistogramInput Gaps(PathSpread spread, ReportView view)
    {
        var bars = spread.Gaps.Select(bar => new HistogramBar(Short(bar), Name(bar), bar.Touches)).ToList();
        var median = spread.MedianHoursBetweenTouches;
        var at = median is { } hours ? spread.Gaps.ToList().FindIndex(bar => bar.ToHours is null || (decimal)hours < bar.ToHours) : (int?)null;
        return new("Time between touches", "Since the touch before", "Touches", bars, at, Median(median, view), "time-between-touches");
    }

    private static List<HistogramBar> Bars(int first, int last, Func<int, long> count, int most, string one, string several) =>
        [.. Enumerable.Range(first, last - first + 1).Select(at => new HistogramBar(
            at == most ? $"{at}+" : $"{at}",
            at == most ? $"{at} {several} or more" : at == 0 ? $"less than a {one}" : $"{at} {(at == 1 ? one : several)}",
            count(at)))];

    private static string Median(double? hours, ReportView view) => hours is { } known ? $"Median {(known < 1 ? "under an hour" : PathsAnswer.Within(known, view))}" : "";

    // Up to where: nine bars have no room for both ends.
    private static string Short(GapBar bar) => bar.ToHours is { } to ? Length(to).Replace(" ", "").Replace("min", "m") : "more";

    private static string Name(GapBar bar) => bar.FromHours == 0 ? $"under {Length(bar.ToHours!.Value)}" : bar.ToHours is null ? $"{Length(bar.FromHours)} or more" : $"{Length(bar.FromHours)} to {Length(bar.ToHours.Value)}";

    private static string Length(decimal hours) => hours switch
    {
        < 1 => $"{Math.Round(hours * 60)} min",
        < 24 => $"{hours:0} h",
        _ => $"{hours / 24:0} d",
    };
}
