using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>The steps at each place of a chain, and how often each was taken.</summary>
internal sealed class SparseRows(StepList steps, MarkovCounts counts)
{
    private readonly int[] starts = steps.Starts;
    private readonly int[] others = steps.Others;
    private readonly double[] taken = Array.ConvertAll(steps.Edges, edge => counts.Steps[edge]);

    /// <summary>The other ends of the steps at a place.</summary>
    public ReadOnlySpan<int> Others(int place) => others.AsSpan(starts[place], starts[place + 1] - starts[place]);

    /// <summary>How often each of them was taken.</summary>
    public ReadOnlySpan<double> Taken(int place) => taken.AsSpan(starts[place], starts[place + 1] - starts[place]);

    /// <summary>How often they were taken together.</summary>
    public double Total(int place)
    {
        var total = 0d;
        foreach (var count in Taken(place))
        {
            total += count;
        }

        return total;
    }

    /// <summary>Σ taken × figures of the other end, eight figures a place side by side.</summary>
    /// <param name="place">Where the steps are.</param>
    /// <param name="figures">Of the places from <paramref name="first"/> on.</param>
    /// <param name="first">The first place that has figures.</param>
    public Vector512<double> Sum(int place, double[] figures, int first)
    {
        var sum = Vector512<double>.Zero;
        ref var origin = ref MemoryMarshal.GetArrayDataReference(figures);
        for (var at = starts[place]; at < starts[place + 1]; at++)
        {
            // Products are rounded before they are added, never fused: the bits are the same on every processor.
            sum += Vector512.LoadUnsafe(ref origin, (nuint)(others[at] - first) * SparseFlow.Lanes) * taken[at];
        }

        return sum;
    }
}
