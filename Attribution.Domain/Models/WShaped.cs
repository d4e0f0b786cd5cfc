using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>First touch, the touch that led to the first lead, and last touch earn 0.3 each; the others share 0.1.</summary>
public sealed record WShaped : IAttributionModel
{
    private const double Role = 0.3;

    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.WShaped, "W-shaped", [], _ => new WShaped())
    {
        Summary = "The first touch, the touch that led to the first sign-up or quote request, and the last touch earn 30 % each, the others share 10 %.",
        UseWhen = "Use it where people leave their address long before they buy, as with insurance or business software.",
    };

    /// <inheritdoc/>
    public string Id => ModelIds.WShaped;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var last = journey.Length - 1;
        var roles = journey.Milestone is { } milestone
            ? new Milestones([0, milestone, last], [Role, Role, Role])
            : new Milestones([0, last], [Role, Role]);
        return roles.Weigh(journey.Length);
    }
}
