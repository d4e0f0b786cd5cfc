namespace Attribution.Domain.Channels.Hygiene;

/// <summary>How many slips of the finger part two words: a letter too many, too few, wrong, or two swapped (optimal string alignment).</summary>
public static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 where it is larger. Ordinal.</summary>
    /// <param name="one">A word.</param>
    /// <param name="other">Another.</param>
    /// <param name="limit">The largest distance of interest, 0 or more.</param>
    public static int Between(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var column = 0; column <= other.Length; column++)
        {
            last[column] = column;
        }

        for (var at = 1; at <= one.Length; at++)
        {
            row[0] = at;
            for (var column = 1; column <= other.Length; column++)
            {
                row[column] = Cheapest(one, other, at, column, before, last, row);
            }

            (before, last, row) = (last, row, before);
        }

        return Math.Min(last[other.Length], limit + 1);
    }

    private static int Cheapest(string one, string other, int at, int column, int[] before, int[] last, int[] row)
    {
        var wrong = one[at - 1] == other[column - 1] ? 0 : 1;
        var cheapest = Math.Min(Math.Min(last[column] + 1, row[column - 1] + 1), last[column - 1] + wrong);
        var isSwap = at > 1 && column > 1 && one[at - 1] == other[column - 2] && one[at - 2] == other[column - 1];
        return isSwap ? Math.Min(cheapest, before[column - 2] + 1) : cheapest;
    }
}
