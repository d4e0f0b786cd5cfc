namespace Attribution.Domain.Paths;

/// <summary>The channels of a journey in order, as text: ids joined by <c>&gt;</c>, <c>…</c> where touches were cut out of a long one.</summary>
public static class ChannelPath
{
    /// <summary>Stands between two channels.</summary>
    public const char Separator = '>';

    /// <summary>Stands in a path for touches that were cut out of it, or for further ones.</summary>
    public const string Cut = "…";

    /// <summary>The steps of a path; none of an empty text.</summary>
    public static IReadOnlyList<string> Steps(string path) => path.Length == 0 ? [] : path.Split(Separator);

    /// <summary>The text of steps.</summary>
    public static string Text(IEnumerable<string> steps) => string.Join(Separator, steps);

    /// <summary>The first steps with repeats collapsed, and <see cref="Cut"/> where there are more.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="most">At least 1: how many are kept.</param>
    public static IReadOnlyList<string> Head(IReadOnlyList<string> steps, int most)
    {
        var head = new string[most + 1];
        return head[..Head([.. steps], Cut, head)];
    }

    /// <summary>Writes the first steps with repeats collapsed, and the cut where there are more.</summary>
    /// <typeparam name="TStep">How a channel is told: its name, or its number where very many paths are gone through.</typeparam>
    /// <param name="steps">In order.</param>
    /// <param name="cut">What stands for touches that were cut out, or for further ones.</param>
    /// <param name="head">Where they are written: it has room for those that are kept, at least 1, and for the cut.</param>
    /// <returns>How many were written, the cut among them.</returns>
    public static int Head<TStep>(ReadOnlySpan<TStep> steps, TStep cut, Span<TStep> head)
        where TStep : IEquatable<TStep>
    {
        var length = 0;
        foreach (var step in steps)
        {
            if (length > 0 && head[length - 1].Equals(step))
            {
                continue;
            }

            if (length == head.Length - 1 || step.Equals(cut))
            {
                head[length++] = cut;
                break;
            }

            head[length++] = step;
        }

        return length;
    }
}
