using System.Text.Json.Serialization;
using Attribution.Domain.Economics;

namespace Attribution.Web.Analytics;

/// <summary>What one model credits.</summary>
public sealed record ModelCredit(decimal Orders, decimal Revenue);

/// <summary>One channel under every model of the report.</summary>
/// <param name="Spread">Highest revenue less the lowest.</param>
/// <param name="Variation">Population standard deviation ÷ mean of the revenue; null without a meaning.</param>
/// <param name="Consensus">high, medium or low; null where the variation is.</param>
public sealed record ChannelByModel(string Channel, IReadOnlyDictionary<string, ModelCredit> ByModel, decimal Spread, double? Variation, string? Consensus)
{
    /// <summary>The model that moves the channel most against <c>last_touch</c>; null where none does.</summary>
    public string? MovesMost { get; init; }

    /// <summary>Where the revenue may lie under models that were fitted; a model without a fit is not in it.</summary>
    public IReadOnlyDictionary<string, RevenueInterval> Intervals { get; init; } = new Dictionary<string, RevenueInterval>();

    /// <summary>Against the former range, a difference a model; only where that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, ModelDifference>? Change { get; init; }
}

/// <summary>From where to where a channel's revenue may lie.</summary>
/// <param name="Low">2.5 % of the replicates lie below.</param>
/// <param name="High">2.5 % lie above.</param>
public sealed record RevenueInterval(decimal Low, decimal High);

/// <summary>By how much credit differs between two models, or between two ranges.</summary>
/// <param name="Interval">95 % interval of the revenue's difference; null between rules, whose difference is exact, and where there is no fit.</param>
public sealed record ModelDifference(decimal Orders, decimal Revenue, RevenueInterval? Interval)
{
    /// <summary>Whether the interval leaves no room for 0; null without one.</summary>
    public bool? Clear => Interval is null ? null : Interval.Low > 0 || Interval.High < 0;

    /// <summary>gains, loses, same, or no_clear_difference.</summary>
    public string Verdict => Clear == false ? "no_clear_difference" : (Revenue != 0 ? Revenue : Orders) switch { > 0 => "gains", < 0 => "loses", _ => "same" };
}

/// <summary>One channel of a shift.</summary>
public sealed record ChannelShift(string Channel, ModelCredit From, ModelCredit To, ModelDifference Difference);

/// <summary>What one model takes from channels and gives to others, compared with another model.</summary>
/// <param name="Moved">Revenue that changes its channel.</param>
/// <param name="Share">The same as a part of all revenue; null where that is not above 0.</param>
/// <param name="Channels">Who gains most first, who loses most last.</param>
public sealed record ModelShift(string From, string To, decimal Moved, decimal? Share, IReadOnlyList<ChannelShift> Channels);

/// <summary>The same figures over as many days just before.</summary>
/// <param name="Same">As <see cref="ModelsReport.Same"/>.</param>
public sealed record FormerModels(
    DateOnly StartDate,
    DateOnly EndDate,
    decimal? Same,
    IReadOnlyList<ChannelByModel> Channels,
    IReadOnlyList<FitFigures> Fits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelShift? Pair,
    IReadOnlyDictionary<string, ModelCredit> Totals);

/// <summary>Several models beside each other.</summary>
public sealed record ModelsReport(ReportHead Head) : Report(Head)
{
    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<ChannelByModel> Channels { get; init; }

    /// <summary>What the data-driven models among them rest on, and the store's own where it is newer than days of the range.</summary>
    public IReadOnlyList<FitFigures> Fits { get; init; } = [];

    /// <summary>
    /// Which part of the revenue every model gives to the same channel: the sum over the channels of the least any model credits, ÷ all revenue, stand-ins left out.
    /// Null without revenue, with a negative credit, and where a filter cuts through orders.
    /// </summary>
    public decimal? Same => SameOf(Channels, Fits);

    /// <summary>What lies between two models; null unless a pair was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelShift? Pair { get; init; }

    /// <summary>The former range; null unless it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FormerModels? Previous { get; init; }

    /// <summary>All equal: a model only moves credit between channels.</summary>
    public required IReadOnlyDictionary<string, ModelCredit> Totals { get; init; }

    /// <summary>Whether a model has no figures of its own in the range.</summary>
    public bool StandsIn(string model) => Fits.Any(fit => fit.Model == model && fit.StandsIn);

    // In ten-thousandths: no currency has a smaller unit.
    internal static decimal? SameOf(IReadOnlyList<ChannelByModel> channels, IReadOnlyList<FitFigures> fits) =>
        ModelComparison.Same(channels.Select(row => row.ByModel.Select(credit => new ModelFigure(
            credit.Key, 0, (long)(credit.Value.Revenue * 10_000), fits.Any(fit => fit.Model == credit.Key && fit.StandsIn))))) is { } same ? Math.Round((decimal)same, 6) : null;
}
