namespace Attribution.Domain.Paths;

/// <summary>Journeys that began with the same steps.</summary>
/// <param name="Steps">In order.</param>
/// <param name="Orders">Those that ended with an order.</param>
/// <param name="DropOuts">Those that ended without one.</param>
public sealed record FlowTally(IReadOnlyList<string> Steps, long Orders, long DropOuts);

/// <summary>Journeys that went on from one node to another.</summary>
/// <param name="Step">1 for the first: the step they went on from.</param>
/// <param name="From">A channel at that step, or <see cref="PathFlow.Rest"/>.</param>
/// <param name="To">A channel at the next step, <see cref="PathFlow.Rest"/>, <see cref="PathFlow.Order"/>, <see cref="PathFlow.DropOut"/>, or after the last step <see cref="PathFlow.More"/>.</param>
/// <param name="Journeys">How many, above 0.</param>
public sealed record FlowLink(int Step, string From, string To, long Journeys);

/// <summary>
/// How journeys go through their first steps, repeats of a channel collapsed. What comes into a channel at a step leaves it: for another
/// channel, an order, without one, or for more steps than are looked at.
/// </summary>
/// <param name="Journeys">All of them.</param>
/// <param name="Links">By step, then from, then to: the largest first, <see cref="Rest"/> and ends last.</param>
public sealed record PathFlow(long Journeys, IReadOnlyList<FlowLink> Links)
{
    /// <summary>The channels of a step beyond those shown.</summary>
    public const string Rest = "rest";

    /// <summary>The journey ended with an order.</summary>
    public const string Order = "order";

    /// <summary>The journey ended without an order.</summary>
    public const string DropOut = "no_order";

    /// <summary>The journey goes on beyond the last step looked at.</summary>
    public const string More = "more_steps";

    private static readonly string[] Last = [Rest, More, Order, DropOut];

    /// <summary>The flow through the first steps.</summary>
    /// <param name="journeys">Those without a step do not flow.</param>
    /// <param name="steps">How many steps are looked at, at least 1.</param>
    /// <param name="mostNodes">Nodes a step shows, ends included, at least 4; smaller channels become <see cref="Rest"/>.</param>
    public static PathFlow Of(IEnumerable<FlowTally> journeys, int steps, int mostNodes)
    {
        var heads = journeys.Select(journey => (Head: ChannelPath.Head(journey.Steps, steps), journey.Orders, journey.DropOuts))
            .Where(journey => journey.Head.Count > 0 && journey.Head[0] != ChannelPath.Cut && journey.Orders + journey.DropOuts > 0).ToList();
        var ends = heads.Any(journey => journey.DropOuts > 0) ? 2 : 1;
        var shown = Enumerable.Range(0, steps).Select(step => Shown(heads, step, step == 0 ? mostNodes : mostNodes - ends)).ToList();
        var links = new Dictionary<(int Step, string From, string To), long>();
        foreach (var (head, orders, dropOuts) in heads)
        {
            var channels = head[^1] == ChannelPath.Cut ? head.Count - 1 : head.Count;
            string Node(int step) => shown[step].Contains(head[step]) ? head[step] : Rest;
            for (var step = 0; step + 1 < channels; step++)
            {
                Add(links, step + 1, Node(step), Node(step + 1), orders + dropOuts);
            }

            var goesOn = channels < head.Count;
            Add(links, channels, Node(channels - 1), goesOn ? More : Order, goesOn ? orders + dropOuts : orders);
            Add(links, channels, Node(channels - 1), DropOut, goesOn ? 0 : dropOuts);
        }

        return new PathFlow(heads.Sum(journey => journey.Orders + journey.DropOuts), Sorted(links));
    }

    private static HashSet<string> Shown(List<(IReadOnlyList<string> Head, long Orders, long DropOuts)> heads, int step, int most)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (head, orders, dropOuts) in heads)
        {
            if (head.Count > step && head[step] != ChannelPath.Cut)
            {
                sums[head[step]] = checked(sums.GetValueOrDefault(head[step]) + orders + dropOuts);
            }
        }

        var ranked = sums.OrderByDescending(channel => channel.Value).ThenBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => channel.Key).ToList();
        return [.. ranked.Take(ranked.Count <= most ? most : most - 1)];
    }

    private static void Add(Dictionary<(int Step, string From, string To), long> links, int step, string from, string to, long journeys)
    {
        if (journeys > 0)
        {
            links[(step, from, to)] = checked(links.GetValueOrDefault((step, from, to)) + journeys);
        }
    }

    private static IReadOnlyList<FlowLink> Sorted(Dictionary<(int Step, string From, string To), long> links)
    {
        var leaving = links.GroupBy(link => (link.Key.Step, link.Key.From)).ToDictionary(node => node.Key, node => node.Sum(link => link.Value));
        return
        [
            .. links.Select(link => new FlowLink(link.Key.Step, link.Key.From, link.Key.To, link.Value))
                .OrderBy(link => link.Step)
                .ThenBy(link => Array.IndexOf(Last, link.From)).ThenByDescending(link => leaving[(link.Step, link.From)]).ThenBy(link => link.From, StringComparer.Ordinal)
                .ThenBy(link => Array.IndexOf(Last, link.To)).ThenByDescending(link => link.Journeys).ThenBy(link => link.To, StringComparer.Ordinal),
        ];
    }
}
