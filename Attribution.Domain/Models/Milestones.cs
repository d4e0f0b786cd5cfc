namespace Attribution.Domain.Models;

/// <summary>The touches of a journey that hold a role, each with its weight; the other touches share 0.1 equally.</summary>
/// <param name="Indices">Index of each role's touch; one touch may hold several, its weights then add up.</param>
/// <param name="Weights">Weight of each role, not negative, as many as <paramref name="Indices"/>, at least one above 0.</param>
public sealed record Milestones(IReadOnlyList<int> Indices, IReadOnlyList<double> Weights)
{
    internal const double Others = 0.1;

    /// <summary>The weight of each touch, before normalising.</summary>
    /// <param name="touches">Length of the journey; every index is below it.</param>
    public double[] Weigh(int touches)
    {
        var weights = new double[touches];
        Array.Fill(weights, double.NaN);
        for (var i = 0; i < Indices.Count; i++)
        {
            var at = Indices[i];
            weights[at] = double.IsNaN(weights[at]) ? Weights[i] : weights[at] + Weights[i];
        }

        var share = Others / weights.Count(double.IsNaN);
        return Array.ConvertAll(weights, weight => double.IsNaN(weight) ? share : weight);
    }
}
