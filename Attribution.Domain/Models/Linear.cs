using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>Every touch earns the same.</summary>
public sealed record Linear : IAttributionModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.Linear, "Linear", [], _ => new Linear())
    {
        Summary = "Every touch of the journey earns the same.",
        UseWhen = "Use it as a neutral start: it prefers no place in the journey.",
        OnPaths = PathRule.ByPlace((_, shares) => shares.Fill(1d / shares.Length)),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.Linear;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var weights = new double[journey.Length];
        Array.Fill(weights, 1);
        return weights;
    }
}
