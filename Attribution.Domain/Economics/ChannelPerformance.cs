namespace Attribution.Domain.Economics;

/// <summary>What a channel brought and cost, and the ratios of it. A ratio that has no meaning is null, never 0. Nothing is rounded here.</summary>
/// <param name="Visits">Sessions.</param>
/// <param name="OrdersMillionths">Credited orders, in millionths.</param>
/// <param name="RevenueMinor">Credited revenue, minor units; negative where refunds outweigh it.</param>
/// <param name="CostMinor">Spend, minor units; 0 where none was recorded.</param>
public sealed record ChannelPerformance(long Visits, long OrdersMillionths, long RevenueMinor, long CostMinor)
{
    /// <summary>How often ads were shown.</summary>
    public long Impressions { get; init; }

    /// <summary>How often ads were clicked, as the ad platform counts.</summary>
    public long Clicks { get; init; }

    /// <summary>Credited orders.</summary>
    public decimal Orders => OrdersMillionths / 1_000_000m;

    /// <summary>Orders ÷ visits.</summary>
    public decimal? ConversionRate => Ratio(Orders, Visits);

    /// <summary>Revenue ÷ orders, in minor units.</summary>
    public decimal? AverageOrderValue => Ratio(RevenueMinor, Orders);

    /// <summary>(Revenue − cost) ÷ cost.</summary>
    public decimal? Roi => Ratio((decimal)RevenueMinor - CostMinor, CostMinor);

    /// <summary>Revenue ÷ cost.</summary>
    public decimal? Roas => Ratio(RevenueMinor, CostMinor);

    /// <summary>Cost ÷ clicks, in minor units; null without cost.</summary>
    public decimal? Cpc => CostMinor > 0 ? Ratio(CostMinor, Clicks) : null;

    /// <summary>Clicks ÷ impressions.</summary>
    public decimal? Ctr => Ratio(Clicks, Impressions);

    /// <summary>Cost ÷ orders, in minor units; null without cost.</summary>
    public decimal? Cpa => CostMinor > 0 ? Ratio(CostMinor, Orders) : null;

    private static decimal? Ratio(decimal part, decimal whole) => whole > 0 ? part / whole : null;
}
