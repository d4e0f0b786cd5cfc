using Attribution.Domain.Paths;

namespace Attribution.Web.Analytics.Paths;

/// <summary>Tells stored paths as they are listed, one after the other in the same place.</summary>
internal sealed class PathListing(bool collapse)
{
    private readonly int[] head = new int[DropOuts.Steps + 1];
    private int[] listed = new int[64];

    /// <summary>A path in the report's numbers; good until the next one.</summary>
    /// <param name="steps">In the day's numbers.</param>
    /// <param name="known">By a step's number in the day: its number in the report.</param>
    public ReadOnlySpan<int> Of(ReadOnlySpan<int> steps, int[] known)
    {
        if (listed.Length < steps.Length)
        {
            listed = new int[steps.Length];
        }

        var length = 0;
        foreach (var step in steps)
        {
            var number = known[step];
            if (!collapse || length == 0 || listed[length - 1] != number)
            {
                listed[length++] = number;
            }
        }

        return listed.AsSpan(0, length);
    }

    /// <summary>First steps of a listed path; good until the next ones.</summary>
    public ReadOnlySpan<int> Head(ReadOnlySpan<int> path) => head.AsSpan(0, ChannelPath.Head(path, PathNumbers.Cut, head));
}
