namespace Attribution.Domain;

/// <summary>
/// Splits a whole number by weights so that the parts are whole and sum to it: Hamilton's method. Every share is floored, the units
/// left over go one each to the largest fractions, a tie to the earliest.
/// </summary>
/// <remarks>
/// Shares are rounded to 6 places before they are floored and compared: 0.4 : 0.2 : 0.4 then ties where mathematics says it ties, and
/// the last bits of a platform's <c>pow</c> do not matter.
/// </remarks>
public static class LargestRemainder
{
    private const int Places = 6;
    private const long Whole = 1_000_000;
    private const int OnStack = 128;

    // Weights between these are used as they are; others are brought near 1 first, exactly, so that no product leaves the decimal's range.
    private const double Small = 1e-6;
    private const double Large = 1e9;

    /// <summary>The parts of <paramref name="total"/>, one a weight; a negative total gives the mirrored parts of the positive one.</summary>
    /// <param name="total">Any whole number but <see cref="long.MinValue"/>.</param>
    /// <param name="weights">Finite and not negative, at least one above 0.</param>
    /// <exception cref="ArgumentException">The weights cannot split anything; they are in the message.</exception>
    public static long[] Split(long total, ReadOnlySpan<double> weights)
    {
        var scale = Scale(weights);
        Span<decimal> exact = weights.Length <= OnStack ? stackalloc decimal[weights.Length] : new decimal[weights.Length];
        var sum = 0m;
        for (var i = 0; i < weights.Length; i++)
        {
            exact[i] = (decimal)(weights[i] * scale);
            sum += exact[i];
        }

        var magnitude = Math.Abs(total);
        var parts = new long[weights.Length];
        Span<long> fractions = weights.Length <= OnStack ? stackalloc long[weights.Length] : new long[weights.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var share = decimal.Round(magnitude * exact[i] / sum, Places, MidpointRounding.ToEven);
            parts[i] = (long)share;
            fractions[i] = (long)((share - parts[i]) * Whole);
        }

        return HandOut(total, parts, fractions);
    }

    /// <summary>The same split by whole weights, such as minor units.</summary>
    /// <param name="total">Any whole number but <see cref="long.MinValue"/>.</param>
    /// <param name="weights">Not negative, at least one above 0.</param>
    /// <exception cref="ArgumentException">The weights cannot split anything; they are in the message.</exception>
    public static long[] Split(long total, ReadOnlySpan<long> weights)
    {
        var sum = Sum(weights);
        var magnitude = Math.Abs(total);
        var parts = new long[weights.Length];
        Span<long> fractions = weights.Length <= OnStack ? stackalloc long[weights.Length] : new long[weights.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (quotient, rest) = Int128.DivRem((Int128)magnitude * weights[i], sum);
            var fraction = RoundHalfEven(rest * Whole, sum);
            parts[i] = (long)quotient + (fraction / Whole);
            fractions[i] = fraction % Whole;
        }

        return HandOut(total, parts, fractions);
    }

    private static long[] HandOut(long total, long[] parts, Span<long> fractions)
    {
        var left = Math.Abs(total) - parts.Sum();
        if (left > 0)
        {
            // The largest fraction first, then the earliest: one number a part, so that a plain sort keeps ties in order.
            for (var i = 0; i < parts.Length; i++)
            {
                fractions[i] = ((Whole - fractions[i]) << 32) | (long)i;
            }

            fractions.Sort();
            foreach (var key in fractions[..(int)left])
            {
                parts[(int)(key & 0xFFFF_FFFF)]++;
            }
        }

        return total < 0 ? Array.ConvertAll(parts, part => -part) : parts;
    }

    private static double Scale(ReadOnlySpan<double> weights)
    {
        var largest = 0d;
        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw Refuse(weights.ToArray());
            }

            largest = Math.Max(largest, weight);
        }

        return largest switch
        {
            0 => throw Refuse(weights.ToArray()),
            >= Small and <= Large => 1,
            // In two steps a weight near the end of the range would not survive: Math.ScaleB(1, 1074) is infinite.
            _ => Math.ScaleB(1, Math.Min(-Math.ILogB(largest), 1023)),
        };
    }

    private static Int128 Sum(ReadOnlySpan<long> weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += weight >= 0 ? weight : throw Refuse(weights.ToArray());
        }

        return sum > 0 ? sum : throw Refuse(weights.ToArray());
    }

    private static long RoundHalfEven(Int128 value, Int128 by)
    {
        var (quotient, rest) = Int128.DivRem(value, by);
        var twice = rest * 2;
        return (long)(twice > by || (twice == by && Int128.IsOddInteger(quotient)) ? quotient + 1 : quotient);
    }

    private static ArgumentException Refuse<T>(T[] weights) =>
        new(FormattableString.Invariant($"Cannot split by [{string.Join(", ", weights)}]."), nameof(weights));
}
