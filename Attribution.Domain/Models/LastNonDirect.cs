using Attribution.Domain.Channels;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>The last touch that is not direct earns everything; where all are direct, the last.</summary>
public sealed record LastNonDirect : IAttributionModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.LastNonDirect, "Last non-direct touch", [], _ => new LastNonDirect())
    {
        Summary = "All credit goes to the last touch that was not a direct visit; to the last one where all were direct.",
        UseWhen = "Use it where many people come back by typing your address, and to compare with Google Analytics.",
        OnPaths = PathRule.ByChannel(Share),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.LastNonDirect;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var at = journey.Length - 1;
        while (at >= 0 && journey.Touches[at].Channel == MarketingChannel.Direct)
        {
            at--;
        }

        var weights = new double[journey.Length];
        weights[at >= 0 ? at : journey.Length - 1] = 1;
        return weights;
    }

    private static PathShares Share(PathCounts paths)
    {
        var direct = paths.Channels.ToList().IndexOf(MarketingChannel.Direct);
        return (path, shares) =>
        {
            var steps = paths.Path(path);
            var at = steps.Length - 1;
            while (at >= 0 && steps[at] == direct)
            {
                at--;
            }

            shares[at >= 0 ? at : steps.Length - 1] = 1;
        };
    }
}
