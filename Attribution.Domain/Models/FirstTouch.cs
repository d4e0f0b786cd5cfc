using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>The first touch earns everything.</summary>
public sealed record FirstTouch : IAttributionModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.FirstTouch, "First touch", [], _ => new FirstTouch())
    {
        Summary = "All credit goes to the touch that started the journey.",
        UseWhen = "Use it to see what makes people aware of you.",
        OnPaths = PathRule.ByPlace((_, shares) => shares[0] = 1),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.FirstTouch;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var weights = new double[journey.Length];
        weights[0] = 1;
        return weights;
    }
}
