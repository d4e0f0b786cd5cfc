using System.Numerics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Shapley values of a game whose worth is known for every coalition.</summary>
public static class ShapleyGame
{
    /// <summary>Most players of an exact answer.</summary>
    public const int MostExact = 20;

    /// <summary>The exact values: <c>φ_i = Σ_S∌i |S|! (n−|S|−1)! / n! · (v(S+i) − v(S))</c>.</summary>
    /// <param name="players">1 to 20.</param>
    /// <param name="worth">Worth of each coalition, at the index whose bits are its players; <c>2^players</c> of them, the first 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many players.</exception>
    /// <exception cref="ArgumentException">There is not one worth a coalition.</exception>
    public static double[] Values(int players, ReadOnlySpan<double> worth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(players, MostExact);
        if (worth.Length != 1 << players)
        {
            throw new ArgumentException($"{players} players have {1 << players} coalitions, not {worth.Length}.", nameof(worth));
        }

        var weights = Weights(players);
        var values = new double[players];
        for (var player = 0; player < players; player++)
        {
            values[player] = Value(player, worth, weights);
        }

        return values;
    }

    /// <summary>For each size of a coalition, 0 to <c>players − 1</c>, the weight of what the next player adds to it: <c>s! (n−s−1)! / n!</c>.</summary>
    internal static double[] Weights(int players)
    {
        var weights = new double[players];
        var binomial = 1d;
        for (var size = 0; size < players; size++)
        {
            weights[size] = 1 / (players * binomial);
            binomial = binomial * (players - 1 - size) / (size + 1);
        }

        return weights;
    }

    private static double Value(int player, ReadOnlySpan<double> worth, double[] weights)
    {
        var bit = 1 << player;
        var sum = 0d;
        // Coalitions without the player come in runs of that many.
        for (var run = 0; run < worth.Length; run += bit << 1)
        {
            for (var coalition = run; coalition < run + bit; coalition++)
            {
                sum += weights[BitOperations.PopCount((uint)coalition)] * (worth[coalition + bit] - worth[coalition]);
            }
        }

        return sum;
    }
}
