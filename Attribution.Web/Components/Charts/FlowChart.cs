namespace Attribution.Web.Components.Charts;

/// <summary>What goes from one node to another.</summary>
/// <param name="Step">From 1: the column of <paramref name="From"/>; <paramref name="To"/> stands in the next one.</param>
/// <param name="From">Id of a node: a channel, or one of <see cref="FlowInput.Ends"/>.</param>
public sealed record FlowBand(int Step, string From, string To, long Count);

/// <summary>What <see cref="FlowChart"/> draws.</summary>
/// <param name="Title">What flows, for the summary.</param>
/// <param name="Counted">Head of the table's column, such as Journeys.</param>
/// <param name="Bands">In the order of the table.</param>
/// <param name="Ends">Names of the nodes that are no channel, by id.</param>
/// <param name="Pale">Ids of ends that are drawn pale.</param>
/// <param name="Summary">One sentence.</param>
public sealed record FlowInput(
    string Title, string Counted, IReadOnlyList<FlowBand> Bands, IReadOnlyDictionary<string, string> Ends, IReadOnlySet<string> Pale, string Summary, string File);

/// <summary>How people move from step to step.</summary>
public static class FlowChart
{
    /// <summary>Room right of the last column, in px, for its names.</summary>
    public const int Right = 128;

    /// <summary>Width of a node, in px.</summary>
    public const int Node = 10;

    // So far apart, in px, that each node has room for its name, however small it is.
    private const int Gap = 15;

    /// <summary>Columns of the chart.</summary>
    public static int ColumnsOf(FlowInput input) => input.Bands.Count == 0 ? 0 : input.Bands.Max(band => band.Step) + 1;

    /// <summary>The chart.</summary>
    public static ChartSpec Build(FlowInput input, Formats formats, ChannelColours colours)
    {
        string NameOf(string id) => input.Ends.GetValueOrDefault(id) ?? colours.NameOf(id);
        var first = input.Bands.Where(band => band.Step == 1).Sum(band => band.Count);
        var table = new ChartTable(
            "From and to",
            [.. input.Bands.Select(band => $"Step {band.Step}: {NameOf(band.From)} → {NameOf(band.To)}")],
            [
                new(input.Counted, Units.Count, Roles.Total, [.. input.Bands.Select(band => (decimal?)band.Count)]),
                new("Share of all", Units.Rate, "share", [.. input.Bands.Select(band => first > 0 ? (decimal?)Math.Round((decimal)band.Count / first, 6) : null)]),
            ]);
        return new(input.Summary, Option(input, NodesOf(input), NameOf, formats, colours), formats.ForScript, table, input.File) { ByItem = true };
    }

    private static List<(int Column, string Id, long Count)> NodesOf(FlowInput input) =>
    [
        .. input.Bands.Where(band => band.Step == 1).GroupBy(band => band.From).Select(node => (1, node.Key, node.Sum(band => band.Count))),
        .. input.Bands.GroupBy(band => (band.Step, band.To)).Select(node => (node.Key.Step + 1, node.Key.To, node.Sum(band => band.Count))),
    ];

    private static object Option(FlowInput input, List<(int Column, string Id, long Count)> nodes, Func<string, string> nameOf, Formats formats, ChannelColours colours)
    {
        return new
        {
            series = new[]
            {
                new
                {
                    type = "sankey",
                    left = 0,
                    right = Right,
                    top = 4,
                    bottom = 4,
                    nodeWidth = Node,
                    nodeGap = Gap,
                    layoutIterations = 24,
                    draggable = false,
                    emphasis = new { focus = "adjacency" },
                    data = nodes.Select(node => NodeOf(input, node, nameOf, formats, colours)),
                    links = input.Bands.Select(band => LinkOf(input, band, colours)),
                },
            },
        };
    }

    private static object NodeOf(FlowInput input, (int Column, string Id, long Count) node, Func<string, string> nameOf, Formats formats, ChannelColours colours)
    {
        var look = colours.Of(node.Id);
        var isEnd = input.Ends.ContainsKey(node.Id);
        return new
        {
            name = $"{node.Column}:{node.Id}",
            title = nameOf(node.Id),
            depth = node.Column - 1,
            itemStyle = new
            {
                color = !isEnd ? "@hue:" + look.Hue : input.Pale.Contains(node.Id) ? "@border-soft" : "@ink",
                borderWidth = 0,
                decal = !isEnd && look.Texture.Length > 0 ? "@decal:" + look.Texture : null,
            },
            label = new
            {
                position = "right",
                distance = 3,
                backgroundColor = "@veil:card",
                padding = new[] { 2, 4 },
                borderRadius = 3,
                fontSize = 12,
                fontFamily = "@font",
                formatter = $"{{t|{Plain(nameOf(node.Id))}}}  {{n|{formats.Count(node.Count)}}}",
                rich = new { t = new { color = "@ink", fontSize = 12 }, n = new { color = "@ink-2", fontSize = 12 } },
            },
        };
    }

    private static object LinkOf(FlowInput input, FlowBand band, ChannelColours colours) => new
    {
        source = $"{band.Step}:{band.From}",
        target = $"{band.Step + 1}:{band.To}",
        value = band.Count,
        lineStyle = new
        {
            color = input.Ends.ContainsKey(band.To) ? "@border" : "@hue:" + colours.Of(band.From).Hue,
            opacity = input.Pale.Contains(band.To) ? .1 : input.Ends.ContainsKey(band.To) ? .2 : .28,
            curveness = .5,
        },
    };

    // Braces and bars mean something in a label's text.
    private static string Plain(string name) => name.Replace('{', '(').Replace('}', ')').Replace('|', '/');
}
