using System.Buffers;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Counts of a chain's steps.</summary>
/// <remarks>Its steps are rented, as a chain of many channels has tens of thousands: dispose of it.</remarks>
internal sealed class MarkovCounts : IDisposable
{
    private readonly double[] steps;
    private readonly int edges;

    public MarkovCounts(int states, int edges)
    {
        this.edges = edges;
        (Starts, Conversions, Nulls, Values) = (new double[states], new double[states], new double[states], new double[states]);
        steps = ArrayPool<double>.Shared.Rent(edges);
        Steps.Clear();
    }

    public double Journeys { get; set; }

    public double[] Starts { get; }

    public double[] Conversions { get; }

    public double[] Nulls { get; }

    public double[] Values { get; }

    /// <summary>How often each step was taken, at the index of its number.</summary>
    public Span<double> Steps => steps.AsSpan(0, edges);

    /// <summary>How often each state was left: by a step, a conversion, or for nothing.</summary>
    public double[] Visits(MarkovGraph graph) => Left(graph, toItself: true);

    /// <summary>The same, steps from a state to itself left out.</summary>
    public double[] Leavings(MarkovGraph graph) => Left(graph, toItself: false);

    private double[] Left(MarkovGraph graph, bool toItself)
    {
        var visits = new double[Conversions.Length];
        for (var state = 0; state < visits.Length; state++)
        {
            visits[state] = Conversions[state] + Nulls[state];
        }

        for (var edge = 0; edge < Steps.Length; edge++)
        {
            var (from, to) = graph.Edge(edge);
            visits[from] += toItself || from != to ? Steps[edge] : 0;
        }

        return visits;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<double>.Shared.Return(steps);
}
