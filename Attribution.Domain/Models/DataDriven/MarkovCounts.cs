namespace Attribution.Domain.Models.DataDriven;

/// <summary>Counts of a chain's steps.</summary>
internal sealed class MarkovCounts(int states, int edges)
{
    public double Journeys { get; set; }

    public double[] Starts { get; } = new double[states];

    public double[] Conversions { get; } = new double[states];

    public double[] Nulls { get; } = new double[states];

    public double[] Values { get; } = new double[states];

    public double[] Steps { get; } = new double[edges];

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
}
