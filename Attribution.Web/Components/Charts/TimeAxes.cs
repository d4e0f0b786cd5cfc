namespace Attribution.Web.Components.Charts;

/// <summary>The ECharts option that charts over time share.</summary>
internal static class TimeAxes
{
    // With so few steps an area says nothing: bars.
    private const int FewSteps = 7;

    private static readonly int[] Dots = [3, 3];
    private static readonly int[] Dashes = [5, 4];

    internal static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    internal static object Option(Intervals steps, IReadOnlyList<ChartColumn> columns, int openSteps)
    {
        var count = steps.Labels.Count;
        var bars = count <= FewSteps;
        var hasParts = columns.Any(column => column.Role == Roles.Part);
        var series = columns.SelectMany(column => column.Role switch
        {
            Roles.Part => [bars ? Bar(column) : Area(column)],
            Roles.Total when bars && hasParts => [],
            Roles.Total when bars => [Bar(column with { Hue = "paid_search" }, "@accent")],
            Roles.Total => Total(column, count, openSteps, hasParts ? "@ink" : "@accent"),
            _ => (IEnumerable<object>)[Compared(column, bars, hasParts ? "@ink" : "@ink-2")],
        });
        return new
        {
            grid = new { left = 46, right = 18, top = 12, bottom = 24 },
            xAxis = Category(steps, bars),
            yAxis = new
            {
                type = "value",
                splitNumber = 4,
                axisLine = new { show = false },
                axisTick = new { show = false },
                splitLine = new { lineStyle = new { color = "@grid" } },
                axisLabel = new { color = "@ink-3", fontSize = 12, fontFamily = "@font", margin = 46, align = "left", formatter = "@axis:" + columns[0].Unit },
            },
            series = series.ToList(),
        };
    }

    private static object Category(Intervals steps, bool bars) => new
    {
        type = "category",
        boundaryGap = bars,
        data = steps.Labels,
        axisLine = new { lineStyle = new { color = "@hairline" } },
        axisTick = new { show = false },
        axisLabel = new
        {
            color = "@ink-3",
            fontSize = 12,
            fontFamily = "@font",
            hideOverlap = true,
            interval = "@ticks",
            alignMinLabel = bars ? null : "left",
        },
    };

    private static object Area(ChartColumn column) => new
    {
        type = "line",
        name = column.Name,
        stack = "parts",
        // Refunds may outweigh what a channel earned on a day: an area has no way to show that, the total line and the tooltip do.
        data = column.Values.Select(value => value < 0 ? 0 : value),
        symbol = "none",
        silent = true,
        lineStyle = new { width = 1.5, color = "@card" },
        itemStyle = new { color = "@hue:" + column.Hue, decal = Decal(column) },
        areaStyle = new { color = "@hue:" + column.Hue, opacity = 1 },
        emphasis = new { disabled = true },
    };

    private static object Bar(ChartColumn column, string? colour = null) => new
    {
        type = "bar",
        name = column.Name,
        stack = "parts",
        data = column.Values,
        barMaxWidth = 56,
        silent = true,
        itemStyle = new { color = colour ?? "@hue:" + column.Hue, borderColor = "@card", borderWidth = 1, decal = Decal(column) },
        emphasis = new { disabled = true },
    };

    // Solid to the last sealed step, dashed over the open ones, which a veil of card colour pales.
    private static IEnumerable<object> Total(ChartColumn column, int count, int openSteps, string colour)
    {
        var sealedSteps = Math.Max(count - openSteps, 1);
        yield return Line(column, [.. column.Values.Select((value, step) => step < sealedSteps ? value : null)], new { width = 1.5, color = colour }, null);
        if (openSteps > 0)
        {
            var veil = new
            {
                silent = true,
                itemStyle = new { color = "@card", opacity = .6 },
                data = new[] { new[] { new { xAxis = sealedSteps - 1 }, new { xAxis = count - 1 } } },
            };
            yield return Line(column, [.. column.Values.Select((value, step) => step >= sealedSteps - 1 ? value : null)], new { width = 1.5, color = colour, type = Dots }, veil);
        }
    }

    private static object Compared(ChartColumn column, bool bars, string colour) => new
    {
        type = "line",
        name = column.Name,
        data = column.Values,
        symbol = bars ? "circle" : "none",
        symbolSize = 5,
        silent = true,
        z = 4,
        itemStyle = new { color = colour },
        lineStyle = new { width = 1.25, color = colour, type = Dashes, opacity = .85 },
        emphasis = new { disabled = true },
    };

    private static object Line(ChartColumn column, IReadOnlyList<decimal?> values, object style, object? veil) => new
    {
        type = "line",
        name = column.Name,
        data = values,
        symbol = "none",
        silent = true,
        z = 5,
        lineStyle = style,
        emphasis = new { disabled = true },
        markArea = veil,
    };

    private static string? Decal(ChartColumn column) => column.Texture is { Length: > 0 } texture ? "@decal:" + texture : null;
}
