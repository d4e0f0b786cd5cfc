using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>The steps of a chain, row after row; those from a state to itself are left out.</summary>
internal sealed class SparseRows
{
    /// <summary>How many solves go side by side: their figures of a state fill a line of the cache.</summary>
    public const int Lanes = 8;

    private readonly int[] starts;
    private readonly int[] columns;
    private readonly double[] steps;

    private SparseRows(int rows, int count) => (starts, columns, steps) = (new int[rows + 1], new int[count], new double[count]);

    public static SparseRows Of(MarkovGraph graph, double[] probabilities, Func<int, (int Row, int Column)> place)
    {
        var rows = new SparseRows(graph.States, graph.Edges);
        for (var edge = 0; edge < graph.Edges; edge++)
        {
            rows.starts[place(edge).Row + 1]++;
        }

        for (var row = 0; row < graph.States; row++)
        {
            rows.starts[row + 1] += rows.starts[row];
        }

        var next = rows.starts.AsSpan(0, graph.States).ToArray();
        for (var edge = 0; edge < graph.Edges; edge++)
        {
            var (row, column) = place(edge);
            var at = next[row]++;
            rows.columns[at] = column;
            rows.steps[at] = row == column ? 0 : probabilities[edge];
        }

        return rows;
    }

    /// <summary>Σ step × figure of a row, for <see cref="Lanes"/> figures a column at once.</summary>
    public (Vector256<double> Low, Vector256<double> High) Sum(int row, ReadOnlySpan<double> figures, Vector256<double> from)
    {
        var (low, high) = (from, from);
        ref var first = ref MemoryMarshal.GetReference(figures);
        for (var at = starts[row]; at < starts[row + 1]; at++)
        {
            // Products are rounded before they are added, never fused: the bits are the same on every processor.
            var step = Vector256.Create(steps[at]);
            var place = (nuint)columns[at] * Lanes;
            low += step * Vector256.LoadUnsafe(ref first, place);
            high += step * Vector256.LoadUnsafe(ref first, place + (Lanes / 2));
        }

        return (low, high);
    }

    /// <summary>Σ step × figure of a row.</summary>
    public double Sum(int row, double[] figures)
    {
        var sum = 0d;
        for (var at = starts[row]; at < starts[row + 1]; at++)
        {
            sum += steps[at] * figures[columns[at]];
        }

        return sum;
    }
}
