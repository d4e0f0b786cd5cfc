using Attribution.Domain.Paths;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The flow of journeys as a chart, and in words.</summary>
internal static class PathFlowWords
{
    private static readonly Dictionary<string, string> Ends = new()
    {
        [PathFlow.Order] = "Order",
        [PathFlow.DropOut] = "No order",
        [PathFlow.More] = "More steps",
    };

    private static readonly HashSet<string> Pale = [PathFlow.DropOut];

    public static FlowInput InputOf(PathTransitions flow, ReportView view) => new(
        "First four steps",
        flow.DropOuts is null ? "Orders" : "Journeys",
        [.. flow.Links.Select(link => new FlowBand(link.Step, link.From, link.To, link.Journeys))],
        Ends,
        Pale,
        Summary(flow, view),
        "first-four-steps");

    /// <summary>What is counted, and up to when.</summary>
    public static string Caption(PathTransitions flow, ReportView view)
    {
        const string nodes = "A channel that follows itself is one step";
        if (flow is { DropOuts: { } dropOuts, CountedFrom: { } from, CountedThrough: { } through })
        {
            var days = from > view.Days.First || through < view.Days.Last ? $", {view.Formats.Days(new(from, through))}" : "";
            return $"{view.Formats.Count(flow.Journeys)} journeys ended{days}: {view.Formats.Count(flow.Orders)} with an order, {view.Formats.Count(dropOuts)} without one. {nodes}";
        }

        return $"{view.Formats.Count(flow.Orders)} orders with a journey. {nodes}{Without(flow)}";
    }

    private static string Without(PathTransitions flow) => flow.Without switch
    {
        "filters" => ". Journeys without an order can't be narrowed by these filters",
        "not_counted" => ". Journeys without an order are counted once their day is sealed and history reaches back far enough",
        _ => "",
    };

    private static string Summary(PathTransitions flow, ReportView view)
    {
        var first = flow.Links.Where(link => link.Step == 1).GroupBy(link => link.From).Select(node => (Channel: node.Key, Journeys: node.Sum(link => link.Journeys)))
            .OrderByDescending(node => node.Journeys).ToList();
        if (first.Count == 0)
        {
            return "No journeys in these days.";
        }

        var atOnce = flow.Links.Where(link => link.Step == 1 && link.To == PathFlow.Order).Sum(link => link.Journeys);
        var orders = flow.Orders > 0 ? $" {view.Formats.Rate((decimal)atOnce / flow.Orders, 0)} of orders came by a single channel." : "";
        var rate = flow.DropOuts is null || flow.Journeys == 0 ? "" : $" {view.Formats.Rate((decimal)flow.Orders / flow.Journeys)} of journeys ended with an order.";
        return $"How {(flow.DropOuts is null ? "orders" : "journeys")} flow through their first four channels. Most begin with {view.Colours.NameOf(first[0].Channel)}: {view.Formats.Count(first[0].Journeys)} of {view.Formats.Count(flow.Journeys)}.{rate}{orders}";
    }
}
