using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Paths;

/// <summary>How a path is to match a channel.</summary>
/// <param name="Filter">Name of the filter in the address.</param>
/// <param name="Words">On its button.</param>
/// <param name="Open">What the address holds of it before a channel is chosen; empty for the first.</param>
public sealed record PathMatch(string Filter, string Words, string Open)
{
    /// <summary>The three, in order.</summary>
    public static IReadOnlyList<PathMatch> All { get; } = [new("pathContains", "contains", ""), new("pathStarts", "starts with", "starts"), new("pathEnds", "ends with", "ends")];

    /// <summary>The one in force: that of the first filter on paths, else the one that was chosen.</summary>
    public static PathMatch Of(ReportUrl url) =>
        All.FirstOrDefault(match => url.ValuesOf(match.Filter).Any()) ?? All.FirstOrDefault(match => match.Open.Length > 0 && url.Open.Contains(match.Open)) ?? All[0];

    /// <summary>The same page with its channels matched this way.</summary>
    public ReportUrl In(ReportUrl url) => url with
    {
        Filters = [.. url.Filters.Select(filter => All.Any(match => match.Filter == filter.Name) ? filter with { Name = Filter } : filter).Distinct()],
        Open = [.. url.Open.Where(part => All.All(match => match.Open != part)), .. Open.Length > 0 ? [Open] : Array.Empty<string>()],
    };
}

/// <summary>What of the address only this page reads.</summary>
internal static class PathsView
{
    /// <summary>Rows of a page of the list.</summary>
    public const int PageRows = 50;

    private const int FirstRows = 12;

    /// <summary>Whether repeats of a channel are shown, each touch a step.</summary>
    public static bool ShowsRepeats(ReportUrl url) => url.Open.Contains("repeats");

    /// <summary>Whether the flow is of orders alone.</summary>
    public static bool OrdersOnly(ReportUrl url) => url.Open.Contains("orders_only");

    /// <summary>How many rows of paths are shown.</summary>
    public static int Rows(ReportUrl url) =>
        url.Open.Select(part => part.StartsWith("rows_", StringComparison.Ordinal) && int.TryParse(part[5..], out var rows) ? rows : 0).FirstOrDefault(rows => rows is > 0 and <= 1_000) is var found and > 0
            ? found : FirstRows;

    /// <summary>The same page with the next rows below.</summary>
    public static ReportUrl More(ReportUrl url)
    {
        var rows = Rows(url);
        var next = Math.Min(rows < PageRows ? PageRows : rows + PageRows, 1_000);
        return url with { Open = [.. url.Open.Where(part => !part.StartsWith("rows_", StringComparison.Ordinal)), $"rows_{next}"] };
    }

    /// <summary>What the figures are asked for with.</summary>
    public static PathOptions OptionsOf(ReportUrl url) => new(Collapse: !ShowsRepeats(url))
    {
        Contains = [.. url.ValuesOf("pathContains")],
        Starts = [.. url.ValuesOf("pathStarts")],
        Ends = [.. url.ValuesOf("pathEnds")],
    };

    /// <summary>What the figures depend on: two addresses of one key show the same ones.</summary>
    public static string KeyOf(ReportView view) =>
        $"{view.Store.Key} {view.Days.First:O} {view.Days.Last:O} {(view.Url with { Range = null, Exact = null, Metric = null, Sort = null, Descending = false, Compare = default, Open = ShowsRepeats(view.Url) ? ["repeats"] : [] }).ToQuery()}";
}
