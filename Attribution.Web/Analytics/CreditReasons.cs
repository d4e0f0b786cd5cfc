using System.Globalization;
using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics;

/// <summary>Says of each touch of an order why a model gave it what it gave. It reads the credits as they stand and reckons none anew.</summary>
/// <param name="model">The model the credits are of.</param>
/// <param name="name">The model as shown.</param>
/// <param name="touches">The journey, in order.</param>
/// <param name="credits">What each touch got.</param>
/// <param name="parameters">Those it was split under; empty where they are not known.</param>
internal sealed class CreditReasons(string model, string name, IReadOnlyList<AttributedTouch> touches, CreditSplit credits, IReadOnlyDictionary<string, double> parameters)
{
    private readonly int last = touches.Count - 1;

    /// <summary>The store's own model as the order was split by it; null for any other.</summary>
    public ModelDefinition? Custom { get; init; }

    /// <summary>How much of a data-driven model's credit is its fit's own; null where it is not told.</summary>
    public OrderMark? Mark { get; init; }

    /// <summary>Why touch <paramref name="i"/> got its part, without a full stop.</summary>
    public string Of(int i) => touches.Count == 1 ? "it is the only touch" : model switch
    {
        ModelIds.FirstTouch => i == 0 ? "it started the journey, and only the first touch earns" : "only the first touch earns",
        ModelIds.LastTouch => i == last ? "it was the last touch before the order, and only that one earns" : "only the last touch earns",
        ModelIds.LastNonDirect => LastNonDirect(i),
        ModelIds.Linear => $"one of {touches.Count} equal parts",
        ModelIds.UniqueLinear => UniqueLinear(i),
        ModelIds.TimeDecay => TimeDecay(i),
        ModelIds.PositionBased or ModelIds.JShaped or ModelIds.InverseJ => Position(i),
        ModelIds.WShaped => WShaped(i),
        ModelIds.Markov or ModelIds.Shapley when Mark is { Mark: FitMark.Linear } => $"one of {touches.Count} equal parts, as that day's fit says nothing of this path",
        ModelIds.Markov when Mark?.NewChannels.Contains(touches[i].Channel) == true => "its channel is new to that day's fit, and weighs the mean of those it knows",
        ModelIds.Markov => "its part of what would be lost without it, as of that day's fit",
        ModelIds.Shapley => "its fair share over all sets of these channels, as of that day's fit",
        ModelIds.Custom when Custom is { } custom => OwnModel(custom, i),
        _ => $"what {name} weighs it with on this path",
    };

    private string LastNonDirect(int i)
    {
        var earner = credits.Millionths.ToList().IndexOf(CreditSplit.Whole);
        return touches[earner].Channel == MarketingChannel.Direct
            ? i == earner ? "every touch was direct, so the last one earns" : "every touch was direct, and only the last one earns"
            : i == earner ? "it was the last touch that was not direct"
            : touches[i].Channel == MarketingChannel.Direct ? "a direct visit earns nothing where another touch is there"
            : "a later touch was not direct";
    }

    private string UniqueLinear(int i)
    {
        var channels = touches.Select(touch => touch.Channel).Distinct().Count();
        var own = touches.Count(touch => touch.Channel == touches[i].Channel);
        return $"1 of {channels} {(channels == 1 ? "channel" : "channels with equal parts")}{(own > 1 ? $", and its {own} touches share that" : "")}";
    }

    private string TimeDecay(int i)
    {
        if (i == last)
        {
            return "it is the last touch, which weighs most";
        }

        var weight = credits.Millionths[last] == 0 ? 0 : (double)credits.Millionths[i] / credits.Millionths[last];
        return string.Create(CultureInfo.InvariantCulture, $"{StoreTimes.Length(touches[last].OccurredAt - touches[i].OccurredAt)} before the last touch, it weighs {weight:0.##} of it{HalfLife()}");
    }

    private string HalfLife() =>
        (parameters.TryGetValue("halfLifeHours", out var hours) ? hours : parameters.TryGetValue("decayHours", out var decay) ? decay * Math.Log(2) : 0) is > 0 and var half
            ? $", as credit halves every {StoreTimes.Length(TimeSpan.FromHours(half))}"
            : "";

    private string Position(int i) => (i, touches.Count) switch
    {
        (0, 2) => "the first touch; nothing lies between it and the last",
        (_, 2) => "the last touch; nothing lies between it and the first",
        (0, _) => "the first touch has a part of its own",
        var (at, _) when at == last => "the last touch has a part of its own",
        var (_, count) => count == 3 ? "what lies between first and last gets the rest" : $"one of {count - 2} touches between first and last, which share {JourneyWords.Percent(credits.Millionths.Skip(1).SkipLast(1).Sum())}",
    };

    private string OwnModel(ModelDefinition custom, int i)
    {
        var basis = ModelCatalog.Find(custom.Base)?.Name ?? custom.Base;
        WeightRuleText[] MatchesOf(AttributedTouch touch) => [.. custom.Rules.Where(rule => rule.ToRule().Matches(touch.ToTouch()))];
        if (touches.All(touch => MatchesOf(touch).Any(rule => rule.Multiplier == 0)))
        {
            return $"rules take all credit of this path away, so {basis} stands as it is";
        }

        var matched = MatchesOf(touches[i]);
        return matched.Length == 0
            ? $"its part under {basis}; no rule of the store is about it"
            : $"its part under {basis}, {string.Join(" and ", matched.Select(Factor))}";
    }

    private static string Factor(WeightRuleText rule) => string.Create(CultureInfo.InvariantCulture, $"times {rule.Multiplier:0.######} as its {rule.Field.Replace('_', ' ')} is ")
        + rule.Field switch { "channel" => MarketingChannel.NameOf(rule.Value), "engagement" => $"{rule.Value} or more", "touch_type" => rule.Value.Replace('_', ' '), _ => rule.Value };

    private string WShaped(int i)
    {
        int[] between = [.. credits.Millionths.Skip(1).SkipLast(1)];
        var led = between.Length > 0 && between.Max() - between.Min() > 1 ? 1 + Array.IndexOf(between, between.Max()) : -1;
        return i == 0 ? "the first touch has a part of its own"
            : i == last ? "the last touch has a part of its own"
            : i == led ? "it led to the first lead"
            : "it has none of the three roles, so it shares what is left over";
    }
}
