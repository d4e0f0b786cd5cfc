using System.Globalization;
using Attribution.Domain;

namespace Attribution.Web.Components;

/// <summary>What a report's figures are compared with.</summary>
public enum Comparison
{
    /// <summary>As many days just before.</summary>
    PreviousPeriod,

    /// <summary>Nothing.</summary>
    Off,
}

/// <summary>
/// The state of a report, as its address holds it. Null and empty mean the default, and are left out of the address; a relative range stays relative.
/// </summary>
public sealed record ReportUrl
{
    /// <summary>Names of the filters, as in the API; four are of the list of orders, the last three of the page of paths.</summary>
    public static IReadOnlyList<string> FilterNames { get; } = ["channel", "source", "medium", "campaign", "conversionType", "firstTouch", "lastTouch", "matchedBy", "status", "pathContains", "pathStarts", "pathEnds"];

    /// <summary>Key of the store; null: the only one, or the last used.</summary>
    public string? Store { get; init; }

    /// <summary>A range that moves with today; null where <see cref="Exact"/> is given, or for the default.</summary>
    public ReportRange? Range { get; init; }

    /// <summary>Exactly these days.</summary>
    public DateRange? Exact { get; init; }

    /// <summary>What to compare with.</summary>
    public Comparison Compare { get; init; }

    /// <summary>Id of a model; null: the store's default.</summary>
    public string? Model { get; init; }

    /// <summary>Values a filter lets through, by its name; a filter that is not there lets all through.</summary>
    public IReadOnlyList<ReportFilter> Filters { get; init; } = [];

    /// <summary>The figure that is drawn; null: the page's first.</summary>
    public string? Metric { get; init; }

    /// <summary>The column a table is sorted by; null: the page's own order.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether <see cref="Sort"/> goes from large to small.</summary>
    public bool Descending { get; init; }

    /// <summary>What of the page is unfolded, such as <c>channels</c> for all rows of that table.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>The models that are compared; empty: all of them.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Two models whose difference is shown; null: the page's own choice.</summary>
    public (string From, string To)? Pair { get; init; }

    /// <summary>The values of one filter.</summary>
    public IEnumerable<string> ValuesOf(string name) => Filters.Where(filter => filter.Name == name).Select(filter => filter.Value);

    /// <summary>The same page with one more value let through.</summary>
    public ReportUrl With(ReportFilter filter) => Filters.Contains(filter) ? this : this with { Filters = [.. Filters, filter] };

    /// <summary>The same page without a filter's values.</summary>
    public ReportUrl WithoutFilter(string name) => this with { Filters = [.. Filters.Where(filter => filter.Name != name)] };

    /// <summary>The same page with a named range.</summary>
    public ReportUrl WithRange(ReportRange range) => this with { Range = range, Exact = null };

    /// <summary>The same page with exact days.</summary>
    public ReportUrl WithDays(DateRange days) => this with { Range = null, Exact = days };

    /// <summary>The same page sorted by a column: from large to small first, then the other way.</summary>
    public ReportUrl SortedBy(string column) => this with { Sort = column, Descending = Sort != column || !Descending };

    /// <summary>The same page with a part unfolded, or folded again.</summary>
    public ReportUrl Toggled(string part) => this with { Open = Open.Contains(part) ? [.. Open.Where(open => open != part)] : [.. Open, part] };

    /// <summary>The query string with its question mark; empty where all is default.</summary>
    public string ToQuery()
    {
        var pairs = Pairs().Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value).Replace("%2C", ",", StringComparison.Ordinal)}").ToList();
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs.Append("u=1"));
    }

    /// <summary>The parameters of the address, in its order, without the format version; for hidden fields of a form too.</summary>
    public IEnumerable<ReportFilter> Pairs()
    {
        (string Name, string? Value)[] pairs =
        [
            ("store", Store),
            ("range", Exact is null ? Range?.Id : null),
            ("startDate", Exact is null ? null : Iso(Exact.First)),
            ("endDate", Exact is null ? null : Iso(Exact.Last)),
            ("compare", Compare == Comparison.Off ? "off" : null),
            ("attributionModel", Model),
            .. Filters.OrderBy(filter => FilterNames.ToList().IndexOf(filter.Name)).Select(filter => (filter.Name, (string?)filter.Value)),
            ("metric", Metric),
            ("sort", Sort is null ? null : (Descending ? "-" : "") + Sort),
            .. Open.Select(part => ("open", (string?)part)),
            ("models", Models.Count == 0 ? null : string.Join(',', Models)),
            ("pair", Pair is { } pair ? $"{pair.From},{pair.To}" : null),
        ];
        return pairs.Where(pair => pair.Value is not null).Select(pair => new ReportFilter(pair.Name, pair.Value!));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>One value of one parameter, such as channel = email.</summary>
public sealed record ReportFilter(string Name, string Value);
