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
}
