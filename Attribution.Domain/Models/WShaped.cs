using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>First touch, the touch that led to the first lead, and last touch earn 0.3 each; the others share 0.1.</summary>
public sealed record WShaped : IAttributionModel
{
    private const double Role = 0.3;

    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.WShaped, "W-shaped", [], _ => new WShaped())
    {
        Summary = "The first touch, the touch that led to the first sign-up or quote request, and the last touch earn 30\u202f% each, the others share 10\u202f%.",
        UseWhen = "Use it where people leave their address long before they buy, as with insurance or business software.",
        OnPaths = PathRule.ByTime(Share),
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

    private static PathShares Share(PathCounts paths, PathTimes times) => (path, shares) =>
    {
        var milestone = times.Milestones[path];
        shares[0] = Role;
        shares[^1] += Role;
        if (milestone >= 0)
        {
            shares[milestone] += Role;
        }

        var others = shares.Count(0d);
        shares.Replace(0d, Milestones.Others / Math.Max(1, others));
        PathRule.Normalise(shares);
    };
}
