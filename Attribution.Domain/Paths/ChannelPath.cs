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

    /// <summary>A channel that follows itself counts as one step.</summary>
    public static IReadOnlyList<string> Collapsed(IReadOnlyList<string> steps) => [.. steps.Where((step, i) => i == 0 || step != steps[i - 1])];

    /// <summary>The first steps with repeats collapsed, and <see cref="Cut"/> where there are more.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="most">At least 1: how many are kept.</param>
    public static IReadOnlyList<string> Head(IReadOnlyList<string> steps, int most)
    {
        var head = new List<string>(most + 1);
        foreach (var step in steps.Where((step, i) => i == 0 || step != steps[i - 1]))
        {
            if (head.Count == most || step == Cut)
            {
                return [.. head, Cut];
            }

            head.Add(step);
        }

        return head;
    }
}

/// <summary>The orders that came by one path.</summary>
/// <param name="Steps">Channels in order; none for orders without a journey.</param>
/// <param name="Orders">How many.</param>
public sealed record PathTally(IReadOnlyList<string> Steps, long Orders);
