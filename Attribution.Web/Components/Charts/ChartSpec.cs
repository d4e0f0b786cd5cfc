namespace Attribution.Web.Components.Charts;

/// <summary>A chart, computed here and only drawn in the browser.</summary>
/// <param name="Summary">One sentence that says what the chart shows, for who cannot see it.</param>
/// <param name="Option">An ECharts option; a text that starts with @ is a token that the script replaces: a colour, a hue, a decal, a format. Null for a chart that is drawn of elements.</param>
/// <param name="Formats">How figures are written.</param>
/// <param name="Table">The same data as a table: the chart's twin, and its CSV.</param>
/// <param name="File">Name of the CSV, without its ending.</param>
public sealed record ChartSpec(string Summary, object? Option, ScriptFormats Formats, ChartTable Table, string File)
{
    /// <summary>What the tooltip shows where that is not the table, such as sums of 7 days.</summary>
    public ChartTable? Tip { get; init; }

    /// <summary>Whether the tooltip is about one mark, else about everything at one step.</summary>
    public bool ByItem { get; init; }

    /// <summary>The steps of the axis that carry a label.</summary>
    public IReadOnlyList<int> Ticks { get; init; } = [];

    /// <summary>Names at the right end, where there is room.</summary>
    public IReadOnlyList<EndLabel> EndLabels { get; init; } = [];
}

/// <summary>Figures of a chart: a row a step, a column a series.</summary>
/// <param name="Corner">Head of the first column.</param>
public sealed record ChartTable(string Corner, IReadOnlyList<string> Rows, IReadOnlyList<ChartColumn> Columns);

/// <summary>One series.</summary>
/// <param name="Unit">A name of <see cref="Units"/>.</param>
/// <param name="Role">A name of <see cref="Roles"/>.</param>
/// <param name="Hue">A channel's hue; null for a series that is no channel.</param>
public sealed record ChartColumn(string Name, string Unit, string Role, IReadOnlyList<decimal?> Values, string? Hue = null, string? Texture = null);

/// <summary>A name at the end of a band.</summary>
/// <param name="At">The value whose height it stands at.</param>
public sealed record EndLabel(string Name, string Text, decimal At, string Hue, string Texture);

/// <summary>What a number in a series counts.</summary>
public static class Units
{
    /// <summary>Minor units of the store's currency.</summary>
    public const string Money = "money";

    /// <summary>Whole things.</summary>
    public const string Count = "count";

    /// <summary>Millionths of orders.</summary>
    public const string Orders = "orders";

    /// <summary>A ratio, shown as a percentage.</summary>
    public const string Rate = "rate";

    /// <summary>A ratio, shown as a multiple.</summary>
    public const string Multiple = "multiple";
}

/// <summary>What a series is to the others.</summary>
public static class Roles
{
    /// <summary>A part of the total.</summary>
    public const string Part = "part";

    /// <summary>The sum of the parts, or the one series there is.</summary>
    public const string Total = "total";

    /// <summary>The earlier period.</summary>
    public const string Compare = "compare";
}
