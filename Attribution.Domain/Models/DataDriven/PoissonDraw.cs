using System.Numerics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>How often the journeys of one path come in a replicate: each of them Poisson(1) times, together Poisson(n).</summary>
internal static class PoissonDraw
{
    private const int MostTabled = 64;
    private const int Guides = 256;
    private const double OneOverE = 0.36787944117144233;

    private static readonly Distribution[] Tables = [.. Enumerable.Range(0, MostTabled + 1).Select(Table)];

    /// <param name="count">Journeys of the path; of a decimal the next whole number is drawn and scaled.</param>
    /// <param name="seed">The place in the sequence of random numbers.</param>
    public static double Of(double count, ulong seed)
    {
        if (count <= 0)
        {
            return 0;
        }

        var journeys = Math.Ceiling(count);
        var scale = count / journeys;
        return scale * (journeys <= MostTabled ? Tabled(Tables[(int)journeys], seed) : Math.Max(0, journeys + (Math.Sqrt(journeys) * Normal(seed))));
    }

    private static int Tabled(Distribution table, ulong seed)
    {
        var uniform = (FitSeed.At(seed, 0) >> 11) * (1.0 / (1UL << 53));
        var times = (int)table.Guide[(int)(uniform * Guides)];
        while (times < table.Sums.Length && uniform >= table.Sums[times])
        {
            times++;
        }

        return times;
    }

    /// <summary>Nearly normal, by counting fair coins: whole numbers only, so that it is the same on every machine. The last term fills the gaps between their steps.</summary>
    private static double Normal(ulong seed)
    {
        var coins = 0;
        for (var i = 0UL; i < 4; i++)
        {
            coins += BitOperations.PopCount(FitSeed.At(seed, i));
        }

        var between = ((FitSeed.At(seed, 4) >> 11) * (1.0 / (1UL << 53))) - 0.5;
        return (coins - 128 + between) / Math.Sqrt(64 + (1.0 / 12));
    }

    /// <summary>The distribution function of Poisson(n), up to where it no longer grows.</summary>
    private static Distribution Table(int mean)
    {
        var term = 1d;
        for (var i = 0; i < mean; i++)
        {
            term *= OneOverE;
        }

        var sums = new List<double> { term };
        for (var k = 1; k < mean || sums[^1] + term > sums[^1]; k++)
        {
            term = term * mean / k;
            sums.Add(sums[^1] + term);
        }

        // Where to begin looking: the first number whose sum a uniform draw of that 256th can lie below.
        var guide = Enumerable.Range(0, Guides).Select(part => (byte)sums.TakeWhile(sum => sum <= part / (double)Guides).Count());
        return new([.. sums], [.. guide]);
    }

    private sealed record Distribution(double[] Sums, byte[] Guide);
}
