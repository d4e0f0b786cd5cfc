using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>A rule that says which touch earned how much of a conversion. Its parameters are the record's, so that equality tells whether a configuration changed.</summary>
public interface IAttributionModel
{
    /// <summary>The name stored with every credit, such as <c>time_decay</c>. Never given another meaning.</summary>
    string Id { get; }

    /// <summary>One weight a touch, in the journey's order, before normalising.</summary>
    /// <returns>Finite and not negative, at least one above 0.</returns>
    double[] Weigh(Journey journey);

    /// <summary>Each touch's weight times a factor, up to one common scale: a model whose weights differ by more than a number can hold picks the scale by what the factors leave.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="factors">One a touch, finite and not negative.</param>
    /// <returns>Finite and not negative; all 0 where the factors leave nothing.</returns>
    double[] Weigh(Journey journey, IReadOnlyList<double> factors) => [.. Weigh(journey).Zip(factors, (weight, factor) => weight * factor)];
}
