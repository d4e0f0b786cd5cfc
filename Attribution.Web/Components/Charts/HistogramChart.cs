namespace Attribution.Web.Components.Charts;

/// <summary>A bar of a histogram.</summary>
/// <param name="Label">On the axis.</param>
/// <param name="Name">In full, for tooltip and table, such as "3 touches".</param>
/// <param name="Count">How many fall on it.</param>
public sealed record HistogramBar(string Label, string Name, long Count);

/// <summary>What <see cref="HistogramChart"/> draws.</summary>
/// <param name="Title">What is spread, such as "Touches to order".</param>
/// <param name="Corner">Head of the table's first column.</param>
/// <param name="Counted">What is counted, such as Orders.</param>
/// <param name="MedianAt">Index of the bar that the median falls on; null without one.</param>
/// <param name="Median">It in words, such as "Median 2 touches".</param>
/// <param name="File">Name of the CSV.</param>
public sealed record HistogramInput(string Title, string Corner, string Counted, IReadOnlyList<HistogramBar> Bars, int? MedianAt, string Median, string File);

/// <summary>The spread of a quantity, with its median marked.</summary>
public static class HistogramChart
{
    // With more bars than this a label each is too many: every fifth.
    private const int MostLabels = 12;
    private const int Step = 5;

    private static readonly int[] Above = [0, 6];

    /// <summary>The chart, from zero.</summary>
    public static ChartSpec Build(HistogramInput input, Formats formats)
    {
        var all = input.Bars.Sum(bar => bar.Count);
        var table = new ChartTable(
            input.Corner,
            [.. input.Bars.Select(bar => bar.Name)],
            [
                new(input.Counted, Units.Count, Roles.Total, [.. input.Bars.Select(bar => (decimal?)bar.Count)]),
                new("Share", Units.Rate, "share", [.. input.Bars.Select(bar => all > 0 ? (decimal?)Math.Round((decimal)bar.Count / all, 6) : null)]),
            ]);
        return new(Summary(input, all, formats), Option(input), formats.ForScript, table, input.File)
        {
            Ticks = [.. Enumerable.Range(0, input.Bars.Count).Where(index => input.Bars.Count <= MostLabels || index % Step == 0)],
        };
    }

    private static string Summary(HistogramInput input, long all, Formats formats)
    {
        if (all == 0)
        {
            return $"{input.Title}: nothing to count.";
        }

        var most = input.Bars.MaxBy(bar => bar.Count)!;
        return $"{input.Title}: {(input.Median.Length > 0 ? input.Median + ". " : "")}Most, {formats.Rate((decimal)most.Count / all)}, at {most.Name}.";
    }

    private static object Option(HistogramInput input) => new
    {
        grid = new { left = 46, right = 8, top = 28, bottom = 24 },
        xAxis = new
        {
            type = "category",
            data = input.Bars.Select(bar => bar.Label),
            axisLine = new { lineStyle = new { color = "@hairline" } },
            axisTick = new { show = false },
            axisLabel = new { color = "@ink-3", fontSize = 12, fontFamily = "@font", interval = "@ticks" },
        },
        yAxis = new
        {
            type = "value",
            splitNumber = 4,
            minInterval = 1,
            axisLine = new { show = false },
            axisTick = new { show = false },
            splitLine = new { lineStyle = new { color = "@grid" } },
            axisLabel = new { color = "@ink-3", fontSize = 12, fontFamily = "@font", margin = 46, align = "left", formatter = "@axis:count" },
        },
        series = new[]
        {
            new
            {
                type = "bar",
                name = input.Counted,
                data = input.Bars.Select(bar => bar.Count),
                barCategoryGap = "14%",
                barMaxWidth = 72,
                itemStyle = new { color = "@accent" },
                emphasis = new { disabled = true },
                markLine = input.MedianAt is { } median ? Marked(median, input) : null,
            },
        },
    };

    private static object Marked(int median, HistogramInput input)
    {
        var left = median * 2 < input.Bars.Count;
        return new
        {
            silent = true,
            symbol = "none",
            data = new[] { new { xAxis = median } },
            lineStyle = new { color = "@ink", width = 1, type = "solid" },
            label = new { formatter = input.Median, color = "@ink", fontSize = 12, fontFamily = "@font", position = "end", distance = Above, align = left ? "left" : "right" },
        };
    }
}
