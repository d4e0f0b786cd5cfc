using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Solves how often states that lead back to each other are passed, <c>w = u + w Q</c>, for eight channels side by side: by Gauss and Seidel, and after each sweep all is scaled
/// so that as much leaves the states as arrived at them (aggregation to one state), which takes the slowest part of the error away.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="removed">For each place the lanes in which it is removed.</param>
/// <param name="arriving">Eight figures a place: what arrives there from elsewhere.</param>
/// <param name="cancellationToken">Ends the solving.</param>
internal sealed class SparseCycle(SparseMarkov chain, byte[] removed, double[] arriving, CancellationToken cancellationToken)
{
    private const double Settled = 1e-15;
    private const double Nearly = 1e-14;
    private const int MostSweeps = 100_000;

    // Long sums are taken in parts, so that their rounding stays in the last digits.
    private const int Part = 64;

    private readonly double[] shares = new double[chain.Order.Cycles.Select(cycle => cycle.End - cycle.First).DefaultIfEmpty().Max() * SparseFlow.Lanes];

    /// <summary>How often each state is passed, as a share of its count.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="end">The place after the last.</param>
    public ReadOnlySpan<double> Solve(int first, int end)
    {
        var arrived = Begin(first, end);
        var before = Vector512<double>.Zero;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (change, sum, left) = Sweep(first, end);
            if (IsSettled(change, before, sum))
            {
                break;
            }

            before = change;
            Scale(end - first, arrived, left);
        }

        return shares.AsSpan(0, (end - first) * SparseFlow.Lanes);
    }

    // What is left of the error is a geometric series.
    private static bool IsSettled(Vector512<double> change, Vector512<double> before, Vector512<double> sum)
    {
        var rest = change * Vector512.Max(change / Vector512.Max(before - change, Vector512.Create(double.Epsilon)), Vector512.Create(1d));
        return (Vector512.LessThanOrEqual(change, sum * Settled) | Vector512.LessThanOrEqual(rest, sum * Nearly)).AsUInt64() == Vector512<ulong>.AllBitsSet;
    }

    private static ref Vector512<double> At(double[] figures, int state) => ref MemoryMarshal.Cast<double, Vector512<double>>(figures.AsSpan())[state];

    /// <summary>Starts from the counts, which are in proportion where those who left a channel go on as all others do. Answers what arrives at all states together.</summary>
    private Vector512<double> Begin(int first, int end)
    {
        var arrived = Vector512<double>.Zero;
        for (var place = first; place < end; place++)
        {
            var staying = SparseFlow.Staying(removed[place]);
            At(shares, place - first) = staying;
            arrived += At(arriving, place) * staying;
        }

        return arrived;
    }

    private void Scale(int states, Vector512<double> arrived, Vector512<double> left)
    {
        var by = Vector512.ConditionalSelect(Vector512.GreaterThan(left, Vector512<double>.Zero), arrived / left, Vector512<double>.One);
        var matters = Vector512.GreaterThan(Vector512.Abs(by - Vector512<double>.One), Vector512.Create(Nearly));
        by = Vector512.ConditionalSelect(matters, by, Vector512<double>.One);
        for (var state = 0; state < states && by != Vector512<double>.One; state++)
        {
            At(shares, state) *= by;
        }
    }

    /// <summary>One sweep: how much what passes changed, what it sums to, and how much of it leaves.</summary>
    private (Vector512<double> Change, Vector512<double> Sum, Vector512<double> Left) Sweep(int first, int end)
    {
        var (change, sum, left) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var part = first; part < end; part += Part)
        {
            var (partChange, partSum, partLeft) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var place = part; place < Math.Min(end, part + Part); place++)
            {
                ref var share = ref At(shares, place - first);
                var (count, staying) = (chain.Left[place], SparseFlow.Staying(removed[place]));
                var round = chain.Back.Sum(place, shares, first);
                var next = (At(arriving, place) + round) * staying;
                partChange += Vector512.Abs(next - (share * count));
                partSum += next;
                share = next / count;
                // Out of the cycle, or to a removed state.
                partLeft += (share * chain.Out[place]) + (round * (Vector512<double>.One - staying));
            }

            (change, sum, left) = (change + partChange, sum + partSum, left + partLeft);
        }

        return (change, sum, left);
    }
}
