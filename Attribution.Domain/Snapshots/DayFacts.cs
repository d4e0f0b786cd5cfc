using Attribution.Domain.Conversions;

namespace Attribution.Domain.Snapshots;

/// <summary>All that happened to a store on one local day, in any order.</summary>
/// <param name="Date">The store's local day.</param>
/// <param name="Visits">Sessions that started on it, added up by where they came from; an origin may stand more than once.</param>
/// <param name="Conversions">Conversions completed on it.</param>
/// <param name="Refunds">Refunds booked on it, whatever day the order is of.</param>
/// <param name="Costs">Spend of it.</param>
/// <param name="Models">Ids of the models to write rows for, in the order of the rows.</param>
public sealed record DayFacts(
    DateOnly Date,
    IReadOnlyList<VisitDay> Visits,
    IReadOnlyList<ConversionFact> Conversions,
    IReadOnlyList<RefundFact> Refunds,
    IReadOnlyList<CostFact> Costs,
    IReadOnlyList<string> Models)
{
    /// <summary>Visits of the day whose own rows are gone, as when a person was erased: added up, so that they name nobody.</summary>
    public IReadOnlyList<VisitDay> Kept { get; init; } = [];
}

/// <summary>A session, filed under its first touch.</summary>
/// <param name="VisitorId">Who came; the session's own id where nobody may be known again.</param>
/// <param name="Channel">Channel of the first touch.</param>
/// <param name="Source">Its source.</param>
/// <param name="Medium">Its medium.</param>
/// <param name="Campaign">Its campaign; empty for none.</param>
public sealed record VisitFact(string VisitorId, string Channel, string Source, string Medium, string Campaign);

/// <summary>A completed order or lead.</summary>
/// <param name="OrderId">The store's own id of it.</param>
/// <param name="Type">Conversion type, such as <c>sale</c>.</param>
/// <param name="IsLead">Whether the store counts the type as a lead.</param>
/// <param name="ValueMinor">Value in minor units of the store's currency.</param>
/// <param name="OccurredAt">When it occurred, which is where its journey ends.</param>
/// <param name="Attribution">Who earned it; null where it is unattributed.</param>
public sealed record ConversionFact(
    string OrderId, string Type, bool IsLead, long ValueMinor, DateTimeOffset OccurredAt, MarketingAttribution? Attribution);

/// <summary>Money that went back.</summary>
/// <param name="OrderId">The order's own id.</param>
/// <param name="Type">Conversion type of the order.</param>
/// <param name="IsLead">Whether the store counts the type as a lead.</param>
/// <param name="Attribution">Who earned the order; null where it is unattributed.</param>
/// <param name="BeforeMinor">Refunded of the order before this refund, minor units.</param>
/// <param name="AfterMinor">Refunded of it with this refund.</param>
/// <param name="ValueMinor">Value of the order.</param>
public sealed record RefundFact(
    string OrderId, string Type, bool IsLead, MarketingAttribution? Attribution, long BeforeMinor, long AfterMinor, long ValueMinor);

/// <summary>Spend.</summary>
/// <param name="Channel">Channel it was spent on.</param>
/// <param name="Source">Source; empty where the spend is not told apart by it.</param>
/// <param name="Medium">Medium; empty likewise.</param>
/// <param name="Campaign">Campaign; empty likewise.</param>
/// <param name="CostMinor">Minor units of the store's currency.</param>
/// <param name="Impressions">How often ads were shown.</param>
/// <param name="Clicks">How often they were clicked.</param>
public sealed record CostFact(
    string Channel, string Source, string Medium, string Campaign, long CostMinor, long Impressions, long Clicks);
