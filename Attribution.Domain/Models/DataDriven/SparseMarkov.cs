using System.Collections.Concurrent;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Any order, over the steps that occur. A conversion is lost without a channel where its journey has a last state with it: the lost ones are those right out of such a state, and
/// those of what goes on from there and never comes back, which <see cref="SparseFlow"/> follows. How often each state is visited need not be solved for: it was counted.
/// Only sums of what is not negative, so that nothing cancels.
/// </summary>
internal sealed class SparseMarkov
{
    private SparseMarkov(MarkovGraph graph, MarkovCounts counts)
    {
        (Graph, Order) = (graph, graph.InOrder);
        var left = counts.Leavings(graph);
        // A replicate may never visit a state: nothing of nothing is nothing, and no NaN.
        Left = Array.ConvertAll(Order.StateAt, state => Math.Max(left[state], double.Epsilon));
        Converting = Array.ConvertAll(Order.StateAt, state => counts.Conversions[state]);
        Bringing = Array.ConvertAll(Order.StateAt, state => counts.Values[state]);
        Onward = new SparseRows(Order.Onward, counts);
        Round = new SparseRows(Order.Round, counts);
        Back = new SparseRows(Order.Back, counts);
        Out = [.. Order.StateAt.Select((state, place) => counts.Conversions[state] + counts.Nulls[state] + Onward.Total(place))];
    }

    public MarkovGraph Graph { get; }

    public ChainOrder Order { get; }

    /// <summary>For each place how often its state was left for another one, a conversion or nothing.</summary>
    public double[] Left { get; }

    /// <summary>How often for what never leads back: out of the cycle that the state is in.</summary>
    public double[] Out { get; }

    /// <summary>How often for a conversion.</summary>
    public double[] Converting { get; }

    /// <summary>The value of those.</summary>
    public double[] Bringing { get; }

    /// <inheritdoc cref="ChainOrder.Onward"/>
    public SparseRows Onward { get; }

    /// <inheritdoc cref="ChainOrder.Round"/>
    public SparseRows Round { get; }

    /// <inheritdoc cref="ChainOrder.Back"/>
    public SparseRows Back { get; }

    /// <param name="graph">States and steps.</param>
    /// <param name="counts">How often each was taken.</param>
    /// <param name="channels">How many there are.</param>
    /// <param name="threads">Most threads, -1 for one a core.</param>
    /// <param name="cancellationToken">Ends the solving.</param>
    public static MarkovSolution Solve(MarkovGraph graph, MarkovCounts counts, int channels, int threads, CancellationToken cancellationToken)
    {
        var chain = new SparseMarkov(graph, counts);
        var (conversions, value) = (counts.Conversions.Sum(), counts.Values.Sum());
        var (removal, valueRemoval) = (new double[channels], new double[channels]);
        // Not the loop's own state a thread: that is made anew whenever a thread's turn is over, and each is as large as the chain.
        var flows = new ConcurrentBag<SparseFlow>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = FitThreads.Most(threads), CancellationToken = cancellationToken };
        Parallel.For(
            0,
            (channels + SparseFlow.Lanes - 1) / SparseFlow.Lanes,
            options,
            block =>
            {
                var flow = flows.TryTake(out var free) ? free : new SparseFlow(chain, cancellationToken);
                var first = block * SparseFlow.Lanes;
                var (lost, worth) = flow.Lost(first);
                for (var channel = first; channel < Math.Min(channels, first + SparseFlow.Lanes); channel++)
                {
                    removal[channel] = conversions > 0 ? Math.Min(1, lost[channel - first] / conversions) : 0;
                    valueRemoval[channel] = value > 0 ? Math.Min(1, worth[channel - first] / value) : 0;
                }

                flows.Add(flow);
            });
        return new(counts.Journeys > 0 ? conversions / counts.Journeys : 0, counts.Journeys > 0 ? value / counts.Journeys : 0, removal, valueRemoval);
    }
}
