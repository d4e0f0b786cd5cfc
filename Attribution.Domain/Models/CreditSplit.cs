using System.Text.Json.Serialization;
using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>One conversion split over its touches under one model: credits and money are two splits of the same weights.</summary>
/// <param name="Millionths">Credit of each touch, in journey order; sums to 1,000,000.</param>
/// <param name="Minor">Share of the conversion's value of each touch, in minor units; sums to the value.</param>
public sealed record CreditSplit(
    [property: JsonPropertyName("c")] IReadOnlyList<int> Millionths,
    [property: JsonPropertyName("v")] IReadOnlyList<long> Minor)
{
    /// <summary>Millionths in one whole credit.</summary>
    public const int Whole = 1_000_000;

    /// <summary>The split of a conversion under a model.</summary>
    /// <param name="model">Weighs the touches.</param>
    /// <param name="journey">The touches.</param>
    /// <param name="valueMinor">Value of the conversion in minor units, maybe 0.</param>
    public static CreditSplit Of(IAttributionModel model, Journey journey, long valueMinor) => Of(model.Weigh(journey), valueMinor);

    /// <summary>The split of a conversion by weights, one a touch.</summary>
    /// <exception cref="ArgumentException">The weights are all 0, or hold a negative, a NaN or an infinity.</exception>
    public static CreditSplit Of(ReadOnlySpan<double> weights, long valueMinor) => new(
        Array.ConvertAll(LargestRemainder.Split(Whole, weights), credit => (int)credit),
        LargestRemainder.Split(valueMinor, weights));
}
