using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>Credit halves with each half-life that a touch lies further back: <c>2^(−Δ/h)</c>.</summary>
/// <param name="HalfLife">1 hour to 365 days.</param>
public sealed record TimeDecay(TimeSpan HalfLife) : IAttributionModel
{
    private const string HalfLifeHours = "halfLifeHours";
    private const string DecayHours = "decayHours";

    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.TimeDecay, "Time decay", [
        new(HalfLifeHours, "Half life", 168, 1, 8760, "hours", "After this long a touch counts half."),
        new(DecayHours, "Decay constant", null, 1 / Math.Log(2), 8760 / Math.Log(2), "hours", "The decay constant τ, in place of the half-life: weight e^(−Δ/τ)."),
    ], Create)
    {
        Summary = "The closer a touch is to the conversion, the more it earns: credit halves with each half-life.",
        UseWhen = "Use it for short decisions, promotions and sales, where the latest contacts matter most.",
        OnPaths = PathRule.ByTime(Share),
        Check = values => values.ContainsKey(HalfLifeHours) && values.ContainsKey(DecayHours)
            ? new(DecayHours, $"`{HalfLifeHours}` and `{DecayHours}` say the same thing. Send one of them.")
            : null,
    };

    /// <inheritdoc/>
    public string Id => ModelIds.TimeDecay;

    /// <summary>The model of a decay constant τ, weight <c>e^(−Δ/τ)</c>: a half-life of τ · ln 2.</summary>
    public static TimeDecay OfDecay(TimeSpan decay) => new(decay * Math.Log(2));

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        // Measured from the newest touch, not from the conversion: a year-old journey would underflow to 0/0.
        var newest = journey.Touches[^1].OccurredAt;
        var weights = new double[journey.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Pow(2, -((newest - journey.Touches[i].OccurredAt) / HalfLife));
        }

        return weights;
    }

    /// <inheritdoc/>
    public double[] Weigh(Journey journey, IReadOnlyList<double> factors)
    {
        // As powers of two until the largest is known, and measured from that: where a factor takes the newest touch's credit away,
        // one so old that it weighs nothing beside that touch earns. A factor of 0 is a power of minus infinity, which comes out as 0.
        var newest = journey.Touches[^1].OccurredAt;
        double[] powers = [.. journey.Touches.Zip(factors, (touch, factor) => Math.Log2(factor) - ((newest - touch.OccurredAt) / HalfLife))];
        var largest = powers.Max();
        return double.IsNegativeInfinity(largest) ? new double[powers.Length] : Array.ConvertAll(powers, power => Math.Pow(2, power - largest));
    }

    private static TimeDecay Create(IReadOnlyDictionary<string, double> values) =>
        values.TryGetValue(DecayHours, out var decay) ? OfDecay(TimeSpan.FromHours(decay)) : new TimeDecay(TimeSpan.FromHours(values.GetValueOrDefault(HalfLifeHours, 168)));

    private static PathShares Share(PathCounts paths, PathTimes times)
    {
        var halfLife = ((TimeDecay)Description.Default).HalfLife.TotalSeconds;
        return (path, shares) =>
        {
            var before = times.SecondsBeforeLast.AsSpan(paths.Start(path), shares.Length);
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = Math.Pow(2, -before[i] / halfLife);
            }

            PathRule.Normalise(shares);
        };
    }
}
