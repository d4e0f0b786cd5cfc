namespace Attribution.Web.Components.Charts;

/// <summary>One model's credit, a value a channel of the chart's list, in minor units.</summary>
public sealed record ModelBar(string Model, string Name, IReadOnlyList<long> Values);

/// <summary>One stacked bar a model, split by channel: does the answer depend on the model?</summary>
public static class ModelBarsChart
{
    /// <param name="channels">Ids in the order of the stack, <see cref="ChannelColours.Rest"/> included: those of the chart over time.</param>
    /// <param name="bars">From top to bottom.</param>
    /// <param name="chosen">Id of the model in force, set bold.</param>
    public static ChartSpec Build(IReadOnlyList<string> channels, IReadOnlyList<ModelBar> bars, string chosen, Formats formats, ChannelColours colours)
    {
        var columns = channels.Select((channel, index) => Column(channel, bars.Select(bar => (decimal?)bar.Values[index]), colours)).ToList();
        var table = new ChartTable("Model", [.. bars.Select(bar => bar.Name)], columns);
        return new(Summary(channels, bars, formats, colours), Option(bars, columns, chosen), formats.ForScript, table, "revenue-by-model") { ByItem = true };
    }

    private static ChartColumn Column(string channel, IEnumerable<decimal?> values, ChannelColours colours)
    {
        var look = colours.Of(channel);
        return new(colours.NameOf(channel), Units.Money, Roles.Part, [.. values], look.Hue, look.Texture);
    }

    private static object Option(IReadOnlyList<ModelBar> bars, List<ChartColumn> columns, string chosen) => new
    {
        grid = new { left = Names(bars), right = 2, top = 0, bottom = 0 },
        xAxis = new { type = "value", max = bars.Count == 0 ? 1 : Math.Max(1, bars.Max(bar => bar.Values.Where(value => value > 0).Sum())), show = false },
        yAxis = new
        {
            type = "category",
            inverse = true,
            axisLine = new { show = false },
            axisTick = new { show = false },
            // A value may bring its own style: the chosen model is bold.
            data = bars.Select(bar => new { value = bar.Name, textStyle = new { align = "left", fontWeight = bar.Model == chosen ? 600 : 400, color = bar.Model == chosen ? "@ink" : "@ink-2" } }),
            axisLabel = new { fontSize = 13, fontFamily = "@font", margin = Names(bars), align = "left", interval = 0 },
        },
        series = columns.Select(column => new
        {
            type = "bar",
            stack = "model",
            name = column.Name,
            barWidth = 20,
            data = column.Values,
            itemStyle = new { color = "@hue:" + column.Hue, borderColor = "@card", borderWidth = 1, decal = column.Texture is { Length: > 0 } ? "@decal:" + column.Texture : null },
            emphasis = new { disabled = true },
        }),
    };

    // The room that the longest name takes in 13 px.
    private static int Names(IReadOnlyList<ModelBar> bars) => Math.Clamp(bars.Select(bar => bar.Name.Length).DefaultIfEmpty(0).Max() * 7, 60, 152);

    private static string Summary(IReadOnlyList<string> channels, IReadOnlyList<ModelBar> bars, Formats formats, ChannelColours colours) =>
        "One bar a model, split by channel. " + string.Join(" ", bars.Take(2).Select(bar =>
        {
            var total = bar.Values.Sum();
            var largest = bar.Values.ToList().IndexOf(bar.Values.Max());
            return $"{bar.Name}: {colours.NameOf(channels[largest])} first with {(total > 0 ? formats.Rate((decimal)bar.Values[largest] / total) : formats.Money(bar.Values[largest]))}.";
        }));
}
