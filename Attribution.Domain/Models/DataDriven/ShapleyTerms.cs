using System.Numerics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>The Shapley values of one channel set as a sum over the sets that were seen: <c>φ_i = Σ_S coefficient(S, i) · v(S)</c>. What was not seen is worth 0 and adds nothing.</summary>
internal sealed class ShapleyTerms
{
    /// <summary>Pairs of an order and its reverse that are drawn for a set of more than 20 channels.</summary>
    public const int Pairs = 2_000;

    private const double Normal95 = 1.959963984540054;

    private readonly List<int> sets = [];
    private readonly List<double> coefficients = [];
    private readonly int size;

    // How far each pair's worth spreads: only where the values are drawn.
    private readonly List<(int Set, int Member, int Pair, double Sign)> draws = [];

    private ShapleyTerms(int size) => this.size = size;

    public bool IsDrawn => draws.Count > 0 || size > ShapleyGame.MostExact;

    public static ShapleyTerms Of(ReadOnlySpan<char> set, SetIndex seen, ulong seed)
    {
        var terms = new ShapleyTerms(set.Length);
        if (set.Length <= ShapleyGame.MostExact)
        {
            var weights = ShapleyGame.Weights(set.Length);
            seen.Inside(set, (number, members) => terms.AddExact(number, members, weights));
        }
        else
        {
            terms.Draw(set, seen, seed);
        }

        return terms;
    }

    /// <summary>The values of a set that is asked for once, in its order: nothing is kept of how they came about.</summary>
    public static double[] Values(ReadOnlySpan<char> set, SetIndex seen, ulong seed, double[] worth)
    {
        var values = new double[set.Length];
        if (set.Length > ShapleyGame.MostExact)
        {
            Of(set, seen, seed).Evaluate(worth, values);
            return values;
        }

        var weights = ShapleyGame.Weights(set.Length);
        seen.Inside(set, (number, members) =>
        {
            for (var member = 0; member < values.Length && worth[number] != 0; member++)
            {
                values[member] += Coefficient(members, member, weights) * worth[number];
            }
        });
        return values;
    }

    /// <summary>The values, in the set's order.</summary>
    public void Evaluate(double[] worth, Span<double> values)
    {
        values.Clear();
        for (var term = 0; term < sets.Count; term++)
        {
            var v = worth[sets[term]];
            for (var member = 0; member < size && v != 0; member++)
            {
                values[member] += coefficients[(term * size) + member] * v;
            }
        }
    }

    /// <summary>Half of the widest 95 % interval of a drawn value; 0 where the values are exact.</summary>
    public double HalfWidth(double[] worth)
    {
        var widest = 0d;
        foreach (var member in draws.GroupBy(draw => draw.Member))
        {
            var means = member.GroupBy(draw => draw.Pair).Select(pair => pair.Sum(draw => draw.Sign * worth[draw.Set]) / 2).ToArray();
            var mean = means.Sum() / Pairs;
            var square = means.Sum(one => one * one) / Pairs;
            widest = Math.Max(widest, Normal95 * Math.Sqrt(Math.Max(0, square - (mean * mean)) / (Pairs - 1)));
        }

        return widest;
    }

    // A set's worth counts for its members, and against who joins it.
    private static double Coefficient(uint members, int member, double[] weights) =>
        BitOperations.PopCount(members) is var count && (members >> member & 1) != 0 ? weights[count - 1] : -weights[count];

    private void AddExact(int number, uint members, double[] weights)
    {
        sets.Add(number);
        for (var member = 0; member < size; member++)
        {
            coefficients.Add(Coefficient(members, member, weights));
        }
    }

    private void Draw(ReadOnlySpan<char> set, SetIndex seen, ulong seed)
    {
        var order = Enumerable.Range(0, size).ToArray();
        var place = seed;
        foreach (var channel in set)
        {
            place = FitSeed.At(place, channel);
        }

        var sum = new Dictionary<int, double[]>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            for (var i = size - 1; i > 0; i--)
            {
                place = FitSeed.At(place, (ulong)i);
                var other = (int)(place % (ulong)(i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }

            Follow(order, set, seen, pair, sum);
            Array.Reverse(order);
            Follow(order, set, seen, pair, sum);
        }

        foreach (var (number, shares) in sum.OrderBy(one => one.Key))
        {
            sets.Add(number);
            coefficients.AddRange(shares);
        }
    }

    /// <summary>What each member adds to those before it: the worth of a set seen counts for who completes it, and against who comes next.</summary>
    private void Follow(int[] order, ReadOnlySpan<char> set, SetIndex seen, int pair, Dictionary<int, double[]> sum)
    {
        var (before, hash) = (new char[size], 0UL);
        for (var count = 1; count <= size; count++)
        {
            before[count - 1] = set[order[count - 1]];
            hash ^= SetIndex.HashOf(before[count - 1]);
            if (seen.Find(hash, before.AsSpan(0, count)) is not (var number and >= 0))
            {
                continue;
            }

            if (!sum.TryGetValue(number, out var shares))
            {
                sum.Add(number, shares = new double[size]);
            }

            shares[order[count - 1]] += 1d / (2 * Pairs);
            draws.Add((number, order[count - 1], pair, 1));
            if (count < size)
            {
                shares[order[count]] -= 1d / (2 * Pairs);
                draws.Add((number, order[count], pair, -1));
            }
        }
    }
}
