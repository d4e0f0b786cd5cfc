namespace Attribution.Web.Components;

/// <summary>What a figure is: its name, its formula and the one catch to know. Tooltips, exports and docs read this.</summary>
/// <param name="Id">Name in the address and on the wire, such as <c>conversion_rate</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Formula">In words.</param>
/// <param name="Catch">What a reader may get wrong; empty where nothing is.</param>
/// <param name="Wanted">Which direction is welcome.</param>
public sealed record MetricDefinition(string Id, string Name, string Formula, string Catch, Wanted Wanted)
{
    /// <summary>Formula and catch as one tooltip.</summary>
    public string Tip => Catch.Length == 0 ? Formula + "." : $"{Formula}. {Catch}.";
}

/// <summary>Every figure the pages show.</summary>
public static class MetricDefinitions
{
    /// <summary>In the order a list of columns offers them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("visits", "Visits", "Sessions", "Counted under the channel of their first touch", Wanted.Neither),
        new("visitors", "Visitors", "Different people", "Days do not add up: who comes on two days is one visitor", Wanted.Neither),
        new("orders", "Orders", "Sum of credits", "Fractions are shares of orders", Wanted.More),
        new("leads", "Leads", "Sum of credits of sign-ups and quote requests", "Fractions are shares of leads", Wanted.More),
        new("revenue", "Revenue", "Sum of order value × credit", "Refunds count on their own day", Wanted.More),
        new("conversion_rate", "Conversion rate", "Orders ÷ visits", "An order counts on its own day, its visits on theirs", Wanted.More),
        new("aov", "Average order", "Revenue ÷ orders", "Refunds of earlier orders lower it", Wanted.More),
        new("cost", "Cost", "Imported spend", "At the exchange rate it was sent with", Wanted.Less),
        new("cpc", "CPC", "Cost ÷ clicks", "Clicks as the platform counts them", Wanted.Less),
        new("cpa", "CPA", "Cost ÷ orders", "Orders as this model credits them", Wanted.Less),
        new("roas", "ROAS", "Revenue ÷ cost", "Only where cost is imported", Wanted.More),
        new("roi", "ROI", "(Revenue − cost) ÷ cost", "Cost of goods is not in it", Wanted.More),
        new("share", "Share", "Channel ÷ all channels", "Unattributed is part of all", Wanted.Neither),
        new("spread", "Spread", "Most − least credit over the models", "Stand-ins are left out", Wanted.Neither),
        new("consensus", "Consensus", "High if the variation over the models is under 0.10, medium under 0.25, else low", "Agreement of models is no proof of effect", Wanted.Neither),
        new("assisted", "Assisted", "Orders with the channel in the path but not last", "One order can be assisted by several channels", Wanted.More),
        new("time_to_order", "Time to order", "First touch to order, median", "Touches outside the window are not seen", Wanted.Neither),
        new("matched", "Matched", "Orders linked to a journey ÷ orders", "The others stand under Unattributed", Wanted.More),
    ];

    private static readonly Dictionary<string, MetricDefinition> ById = All.ToDictionary(metric => metric.Id, StringComparer.Ordinal);

    /// <summary>The definition of a figure.</summary>
    /// <exception cref="KeyNotFoundException">There is no such figure.</exception>
    public static MetricDefinition Of(string id) => ById[id];

    /// <summary>Whether <paramref name="id"/> names a figure.</summary>
    public static bool IsKnown(string id) => ById.ContainsKey(id);
}
