using System.Text.Json.Serialization;

namespace Attribution.Web.Analytics;

/// <summary>What every report starts with. Days are the store's own.</summary>
/// <param name="Store">The store's key.</param>
/// <param name="EndDate">Included.</param>
/// <param name="SealedThrough">The last day up to which all is sealed; null where none is.</param>
public sealed record ReportHead(
    string Store, string Currency, string TimeZone, DateOnly StartDate, DateOnly EndDate, string AttributionModel, DateOnly? SealedThrough, DateTime GeneratedAt);

/// <summary>A report. Money is in major units of <see cref="Currency"/>.</summary>
public abstract record Report([property: JsonIgnore] ReportHead Head)
{
    [JsonPropertyOrder(-8)]
    public string Store => Head.Store;

    [JsonPropertyOrder(-7)]
    public string Currency => Head.Currency;

    [JsonPropertyOrder(-6)]
    public string TimeZone => Head.TimeZone;

    [JsonPropertyOrder(-5)]
    public DateOnly StartDate => Head.StartDate;

    [JsonPropertyOrder(-4)]
    public DateOnly EndDate => Head.EndDate;

    [JsonPropertyOrder(-3)]
    public string AttributionModel => Head.AttributionModel;

    [JsonPropertyOrder(-2)]
    public DateOnly? SealedThrough => Head.SealedThrough;

    [JsonPropertyOrder(-1)]
    public DateTime GeneratedAt => Head.GeneratedAt;

    /// <summary>Whether it was computed for an earlier request.</summary>
    [JsonIgnore]
    public bool FromCache { get; init; }

    /// <summary>Changes whenever the figures may have changed: the same version is the same report.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "";
}

/// <summary>What a channel, a campaign or the whole store did. A ratio without meaning is null.</summary>
/// <param name="UniqueVisitors">Each visitor of the range once.</param>
/// <param name="Orders">Credited orders, up to 6 digits.</param>
/// <param name="ConversionRate">Orders ÷ visits.</param>
/// <param name="Roi">(Revenue − cost) ÷ cost.</param>
/// <param name="Roas">Revenue ÷ cost.</param>
public record Figures(
    long Visits,
    long UniqueVisitors,
    decimal Orders,
    decimal Leads,
    decimal Revenue,
    decimal? ConversionRate,
    decimal? AverageOrderValue,
    decimal Cost,
    decimal? Roi,
    decimal? Roas);

/// <summary>What the whole store did, and how much of it only browsers told of.</summary>
public sealed record OverviewTotals : Figures
{
    /// <summary>The figures, with what of them is unverified.</summary>
    /// <param name="all">All of it, the unverified included.</param>
    public OverviewTotals(Figures all)
        : base(all)
    {
    }

    /// <summary>Orders that only a browser told of; null under a filter, and where the store trusts no browser and there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UnverifiedOrders { get; init; }

    /// <summary>Their revenue; null where <see cref="UnverifiedOrders"/> is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? UnverifiedRevenue { get; init; }
}

/// <summary>One day of a series.</summary>
public sealed record DayFigures(DateOnly Date, long Visits, long UniqueVisitors, decimal Orders, decimal Revenue, decimal Cost)
{
    [JsonIgnore]
    public decimal Leads { get; init; }
}

/// <summary>How the store did, how it did before, and day by day.</summary>
public sealed record OverviewReport(ReportHead Head) : Report(Head)
{
    public required OverviewTotals Totals { get; init; }

    /// <summary>Over the same number of days just before.</summary>
    public required Figures Previous { get; init; }

    /// <summary>Every day of the range, those without anything included.</summary>
    public required IReadOnlyList<DayFigures> Series { get; init; }
}

/// <summary>One channel; <c>unattributed</c> is one like any other.</summary>
/// <param name="Share">Of the revenue of all rows; null where that is not above 0.</param>
/// <param name="Series">Every day of the range, where it was asked for.</param>
public sealed record ChannelFigures(
    string Channel,
    long Visits,
    long UniqueVisitors,
    decimal Orders,
    decimal Leads,
    decimal Revenue,
    decimal? Share,
    decimal? ConversionRate,
    decimal? AverageOrderValue,
    decimal Cost,
    decimal? Roi,
    decimal? Roas,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DayFigures>? Series = null);

/// <summary>A row a channel, by revenue, then by channel.</summary>
public sealed record ChannelsReport(ReportHead Head) : Report(Head)
{
    public required IReadOnlyList<ChannelFigures> Channels { get; init; }

    /// <summary>The same as the overview's, to the cent, under every model.</summary>
    public required Figures Totals { get; init; }
}

/// <summary>What one model credits.</summary>
public sealed record ModelCredit(decimal Orders, decimal Revenue);

/// <summary>One channel under every model.</summary>
/// <param name="Spread">Highest revenue less the lowest.</param>
/// <param name="Variation">Population standard deviation ÷ mean of the revenue; null without a meaning.</param>
/// <param name="Consensus">high, medium or low; null where the variation is.</param>
public sealed record ChannelByModel(string Channel, IReadOnlyDictionary<string, ModelCredit> ByModel, decimal Spread, double? Variation, string? Consensus)
{
    /// <summary>Where the revenue may lie under models that were fitted; a model without a fit is not in it.</summary>
    public IReadOnlyDictionary<string, RevenueInterval> Intervals { get; init; } = new Dictionary<string, RevenueInterval>();

    /// <summary>The model that moves the channel most against <c>last_touch</c>; null where none does.</summary>
    [JsonIgnore]
    public string? MovesMost { get; init; }
}

/// <summary>Every model beside the others.</summary>
public sealed record ModelsReport(ReportHead Head) : Report(Head)
{
    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<ChannelByModel> Channels { get; init; }

    /// <summary>What the data-driven models among them rest on.</summary>
    public IReadOnlyList<FitFigures> Fits { get; init; } = [];

    /// <summary>All equal: a model only moves credit between channels.</summary>
    public required IReadOnlyDictionary<string, ModelCredit> Totals { get; init; }
}

/// <summary>The orders that came by one sequence of channels.</summary>
/// <param name="Path">Channel ids in order; empty for orders without a journey; <c>…</c> stands where a long path was cut.</param>
/// <param name="AverageTouches">Null where only refunds were booked.</param>
/// <param name="MedianHoursToConvert">From the first touch to the order, within 5 %; null without a journey.</param>
/// <param name="Credits">By channel: the share of one such order's credit under the report's model, summing to 1.</param>
public sealed record PathFigures(
    IReadOnlyList<string> Path, decimal Orders, decimal Revenue, decimal? AverageTouches, double? MedianHoursToConvert, IReadOnlyDictionary<string, decimal> Credits);

/// <summary>Paths by orders, then revenue, then path.</summary>
public sealed record PathsReport(ReportHead Head) : Report(Head)
{
    public required IReadOnlyList<PathFigures> Paths { get; init; }
}

/// <summary>One source, medium and campaign of a channel; texts are empty where there is none.</summary>
public sealed record CampaignFigures(
    string Channel,
    string Source,
    string Medium,
    string Campaign,
    long Visits,
    long UniqueVisitors,
    decimal Orders,
    decimal Leads,
    decimal Revenue,
    decimal? Share,
    decimal? ConversionRate,
    decimal? AverageOrderValue,
    decimal Cost,
    decimal? Roi,
    decimal? Roas);

/// <summary>A row a channel, source, medium and campaign, by revenue, then by name.</summary>
public sealed record CampaignsReport(ReportHead Head) : Report(Head)
{
    public required IReadOnlyList<CampaignFigures> Campaigns { get; init; }

    public required Figures Totals { get; init; }
}
