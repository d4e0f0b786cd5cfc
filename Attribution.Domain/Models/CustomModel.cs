using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Models;

/// <summary>A base model's weights times every rule of the store that matches; where that leaves no weight, the base model's own stand.</summary>
public sealed record CustomModel : IAttributionModel
{
    /// <summary>Most rules a store may have: the product of so many factors is still a number.</summary>
    public const int MaxRules = 50;

    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.Custom, "Custom", [], _ => new CustomModel(new Linear(), []))
    {
        Summary = "A base model's weights, times the store's own rules: what matches a rule counts more or less.",
        UseWhen = "Use it where you know something that no other model does, such as that a call counts for more than a banner.",
    };

    /// <summary>A model of a base and rules.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaxRules"/> rules.</exception>
    public CustomModel(IAttributionModel basis, IReadOnlyList<WeightRule> rules)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rules.Count, MaxRules);
        Basis = basis;
        Rules = rules;
    }

    /// <inheritdoc/>
    public string Id => ModelIds.Custom;

    /// <summary>The model whose weights are multiplied.</summary>
    public IAttributionModel Basis { get; }

    /// <summary>The rules in the store's order; all that match count.</summary>
    public IReadOnlyList<WeightRule> Rules { get; }

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var weights = Basis.Weigh(journey, [.. journey.Touches.Select(Factor)]);
        return Array.Exists(weights, weight => weight > 0) ? weights : Basis.Weigh(journey);
    }

    /// <summary>Whether both weigh every journey alike: the same base, and equal rules in the same order.</summary>
    public bool Equals(CustomModel? other) => other is not null && Basis.Equals(other.Basis) && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Basis, Rules.Count);

    private double Factor(Touch touch) => Rules.Where(rule => rule.Matches(touch)).Aggregate(1d, (factor, rule) => factor * rule.Multiplier);
}
