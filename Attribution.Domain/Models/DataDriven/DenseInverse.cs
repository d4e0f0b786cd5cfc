using System.Numerics;
using System.Runtime.InteropServices;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Inverts <c>I − Q</c> in place by Gauss and Jordan. Without pivoting: the matrix is a diagonally dominant M-matrix, for which no pivot can be too small.</summary>
internal static class DenseInverse
{
    /// <param name="matrix">Row after row, <paramref name="size"/> squared.</param>
    /// <param name="size">Rows.</param>
    public static void Of(double[] matrix, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        {
            var row = matrix.AsSpan(pivot * size, size);
            var scale = 1 / row[pivot];
            row[pivot] = 1;
            Scale(row, scale);
            for (var other = 0; other < size; other++)
            {
                var target = matrix.AsSpan(other * size, size);
                var factor = target[pivot];
                if (other != pivot && factor != 0)
                {
                    target[pivot] = 0;
                    Subtract(target, row, factor);
                }
            }
        }
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }

    // Products are rounded before they are subtracted, never fused: the bits are the same on every processor.
    private static void Subtract(Span<double> target, ReadOnlySpan<double> row, double factor)
    {
        var wideTarget = MemoryMarshal.Cast<double, Vector<double>>(target);
        var wideRow = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (var i = 0; i < wideTarget.Length; i++)
        {
            wideTarget[i] -= wideRow[i] * factor;
        }

        for (var i = wideTarget.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] -= row[i] * factor;
        }
    }
}
