using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>Every distinct channel earns the same, shared equally by its touches: the Shapley value of the game that counts conversions inside a channel set.</summary>
public sealed record UniqueLinear : IAttributionModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.UniqueLinear, "Linear by channel", [], _ => new UniqueLinear())
    {
        Summary = "Every distinct channel of the journey earns the same, however often it was touched.",
        UseWhen = "Use it where one channel, such as retargeting, touches people many times and would drown the others.",
        OnPaths = PathRule.ByChannel(Share),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.UniqueLinear;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var touches = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var touch in journey.Touches)
        {
            touches[touch.Channel] = touches.GetValueOrDefault(touch.Channel) + 1;
        }

        var weights = new double[journey.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = 1d / touches.Count / touches[journey.Touches[i].Channel];
        }

        return weights;
    }

    private static PathShares Share(PathCounts paths)
    {
        var touches = new int[paths.Channels.Count];
        return (path, shares) =>
        {
            var steps = paths.Path(path);
            var distinct = 0;
            foreach (var step in steps)
            {
                distinct += touches[step]++ == 0 ? 1 : 0;
            }

            for (var i = 0; i < steps.Length; i++)
            {
                shares[i] = 1d / distinct / touches[steps[i]];
            }

            foreach (var step in steps)
            {
                touches[step] = 0;
            }
        };
    }
}
