using Attribution.Domain.Paths;

namespace Attribution.Domain.Snapshots;

/// <summary>One day of a store, added up for every model. The same facts give the same rows in the same order.</summary>
/// <param name="Date">The store's local day.</param>
/// <param name="Channels">By model in the order asked for, then channel.</param>
/// <param name="Visits">By channel, source, medium, campaign.</param>
/// <param name="Campaigns">By model in the order asked for, then channel, source, medium, campaign, type.</param>
/// <param name="Paths">By type, then path.</param>
public sealed record DaySnapshot(
    DateOnly Date,
    IReadOnlyList<ChannelDay> Channels,
    IReadOnlyList<VisitDay> Visits,
    IReadOnlyList<CampaignDay> Campaigns,
    IReadOnlyList<PathDay> Paths)
{
    /// <summary>By model: conversions of the day that it did not credit, as it was not offered when they came, so that <c>linear</c> stands in. Models without any are left out.</summary>
    public IReadOnlyDictionary<string, StandInOrders> StandIns { get; init; } = new Dictionary<string, StandInOrders>();
}

/// <summary>On how much of a day <c>linear</c> stands in for a model.</summary>
/// <param name="Orders">Conversions told by the stand-in, above 0.</param>
/// <param name="Of">All conversions of the day that have a journey.</param>
public readonly record struct StandInOrders(int Orders, int Of);

/// <summary>What a channel brought on a day under a model. There is a row for every channel with visits, credit or cost, under every model.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Channel">The channel, or <c>unattributed</c>.</param>
/// <param name="Visits">Sessions; the same under every model.</param>
/// <param name="Visitors">Who came; the same under every model.</param>
/// <param name="OrdersMillionths">Credited orders, in millionths.</param>
/// <param name="LeadsMillionths">Credited leads, in millionths.</param>
/// <param name="RevenueMinor">Credited revenue of orders less refunds, minor units.</param>
/// <param name="CostMinor">Spend, minor units; the same under every model.</param>
public sealed record ChannelDay(
    string Model,
    string Channel,
    long Visits,
    VisitorSketch Visitors,
    long OrdersMillionths,
    long LeadsMillionths,
    long RevenueMinor,
    long CostMinor);

/// <summary>Who came on a day from where.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Source">The source.</param>
/// <param name="Medium">The medium.</param>
/// <param name="Campaign">The campaign; empty for none.</param>
/// <param name="Visits">Sessions.</param>
/// <param name="Visitors">The visitors, mergeable over days.</param>
public sealed record VisitDay(string Channel, string Source, string Medium, string Campaign, long Visits, VisitorSketch Visitors)
{
    /// <summary>Adds visits up by where they came from.</summary>
    public static IReadOnlyList<VisitDay> Of(IEnumerable<VisitFact> visits) =>
    [
        .. visits.GroupBy(Origin.Of, visit => visit.VisitorId)
            .OrderBy(rows => rows.Key)
            .Select(rows => new VisitDay(rows.Key.Channel, rows.Key.Source, rows.Key.Medium, rows.Key.Campaign, rows.LongCount(), VisitorSketch.Of(rows))),
    ];

    /// <summary>Adds rows up that may have the same origin; a visitor of both counts once.</summary>
    public static IReadOnlyList<VisitDay> Union(IEnumerable<VisitDay> rows) =>
    [
        .. from row in rows
           group row by new Origin(row.Channel, row.Source, row.Medium, row.Campaign) into same
           orderby same.Key
           select new VisitDay(
               same.Key.Channel, same.Key.Source, same.Key.Medium, same.Key.Campaign,
               same.Sum(row => row.Visits), VisitorSketch.Union(same.Select(row => row.Visitors))),
    ];
}

/// <summary>What a campaign earned on a day under a model, by conversion type, leads included.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Channel">The channel, or <c>unattributed</c>.</param>
/// <param name="Source">The source.</param>
/// <param name="Medium">The medium.</param>
/// <param name="Campaign">The campaign; empty for none.</param>
/// <param name="ConversionType">Such as <c>sale</c>.</param>
/// <param name="OrdersMillionths">Credited conversions of the type, in millionths.</param>
/// <param name="RevenueMinor">Credited value of them less refunds, minor units.</param>
public sealed record CampaignDay(
    string Model,
    string Channel,
    string Source,
    string Medium,
    string Campaign,
    string ConversionType,
    long OrdersMillionths,
    long RevenueMinor);

/// <summary>The conversions of a day that came along one path of channels.</summary>
/// <param name="ConversionType">Such as <c>sale</c>.</param>
/// <param name="Path">Channels in order; a long path is cut to its first 10, <c>…</c> and its last 39; empty where unattributed.</param>
/// <param name="Orders">Conversions.</param>
/// <param name="RevenueMinor">Their value, less the refunds booked on the day of orders of this path, minor units.</param>
/// <param name="TouchesSum">Touches of all their journeys, uncut.</param>
/// <param name="Times">From first touch to conversion.</param>
/// <param name="Credits">By model, then channel: credited conversions, in millionths.</param>
public sealed record PathDay(
    string ConversionType,
    IReadOnlyList<string> Path,
    long Orders,
    long RevenueMinor,
    long TouchesSum,
    TimeHistogram Times,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Credits)
{
    /// <summary>Whole days from first touch to conversion.</summary>
    public CountHistogram Days { get; init; } = new();

    /// <summary>From each touch of a journey to its next.</summary>
    public TimeHistogram Gaps { get; init; } = new();

    /// <summary>Where the touches of these journeys came from, each once, in order of the texts; those of refunded orders among them.</summary>
    public IReadOnlyList<PathOrigin> Touched { get; init; } = [];
}
