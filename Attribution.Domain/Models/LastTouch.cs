using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>The last touch earns everything.</summary>
public sealed record LastTouch : IAttributionModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.LastTouch, "Last touch", [], _ => new LastTouch())
    {
        Summary = "All credit goes to the last touch before the conversion.",
        UseWhen = "Use it to see what closes, and to compare with shop systems and ad platforms, which mostly count this way.",
        OnPaths = PathRule.ByPlace((_, shares) => shares[^1] = 1),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.LastTouch;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var weights = new double[journey.Length];
        weights[^1] = 1;
        return weights;
    }
}
