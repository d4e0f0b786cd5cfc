namespace Attribution.Domain.Snapshots;

/// <summary>
/// The improved raw estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm 6: it needs
/// no tables and has no bias where the classic formula changes over to linear counting.
/// </summary>
internal static class RegisterEstimate
{
    /// <summary>How many distinct hashes the registers have seen.</summary>
    /// <param name="registers">Highest rank seen, one a register; the count of registers is a power of two.</param>
    /// <param name="bits">Bits of a hash that are left for the rank.</param>
    public static long Of(ReadOnlySpan<byte> registers, int bits)
    {
        Span<int> counts = stackalloc int[bits + 2];
        foreach (var rank in registers)
        {
            counts[rank]++;
        }

        double size = registers.Length;
        var z = size * Tau(1 - (counts[bits + 1] / size));
        for (var rank = bits; rank >= 1; rank--)
        {
            z = 0.5 * (z + counts[rank]);
        }

        z += size * Sigma(counts[0] / size);
        return (long)Math.Round(size * size / (2 * Math.Log(2) * z));
    }

    private static double Sigma(double x)
    {
        if (x == 1)
        {
            return double.PositiveInfinity;
        }

        var (sum, before, power) = (x, double.NaN, 1d);
        while (sum != before)
        {
            x *= x;
            before = sum;
            sum += x * power;
            power += power;
        }

        return sum;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
        {
            return 0;
        }

        var (sum, before, power) = (1 - x, double.NaN, 1d);
        while (sum != before)
        {
            x = Math.Sqrt(x);
            before = sum;
            power *= 0.5;
            sum -= (1 - x) * (1 - x) * power;
        }

        return sum / 3;
    }
}
