using Attribution.Domain.Paths;

namespace Attribution.Web.Analytics.Paths;

/// <summary>
/// A day's paths that count, dealt out to parts by their first steps: what begins alike is in one part. Parts are added up one at a time,
/// as all paths of one stay in a core's cache; among a year's paths at once each would be a wait for memory.
/// </summary>
internal sealed class DealtPaths
{
    private const int Nobody = -1;

    private readonly int[] counts;
    private readonly int[] starts;
    private readonly byte[] bytes;

    public DealtPaths(PathNumbers numbers, PathsOfDay day, int parts)
    {
        Day = day;
        (counts, starts) = (new int[parts], new int[parts + 1]);
        var owners = Count(numbers);
        for (var part = 0; part < parts; part++)
        {
            starts[part + 1] += starts[part];
        }

        bytes = GC.AllocateUninitializedArray<byte>(starts[parts]);
        Deal(owners);
    }

    public PathsOfDay Day { get; }

    /// <summary>How many paths a part has.</summary>
    public int Count(int part) => counts[part];

    /// <summary>The paths of a part.</summary>
    public PathPackReader Paths(int part) => new(bytes.AsSpan(starts[part]..starts[part + 1]), counts[part]);

    // The part of each path; on the way the size of each part, a place further on.
    private int[] Count(PathNumbers numbers)
    {
        var listing = new PathListing(numbers.Collapse);
        var owners = new int[Day.Day.Paths.Count];
        var at = 0;
        for (var row = Day.Day.Paths.Paths(); row.Next(); at++)
        {
            if (!Counts(numbers, row))
            {
                owners[at] = Nobody;
                continue;
            }

            var part = (int)(PathGroups.HashOf(listing.Head(listing.Of(row.Steps, Day.Numbers))) % (uint)counts.Length);
            owners[at] = part;
            counts[part]++;
            starts[part + 1] += row.Bytes.Length;
        }

        return owners;
    }

    private void Deal(int[] owners)
    {
        var next = starts.AsSpan(0, counts.Length).ToArray();
        var at = 0;
        for (var row = Day.Day.Paths.Paths(); row.Next(); at++)
        {
            if (owners[at] != Nobody)
            {
                row.Bytes.CopyTo(bytes.AsSpan(next[owners[at]]));
                next[owners[at]] += row.Bytes.Length;
            }
        }
    }

    private bool Counts(PathNumbers numbers, in PathPackReader row) =>
        Day.Types[row.Type] && (Day.Origins is null || (row.Steps.IsEmpty ? numbers.Unattributed : row.Touches(Day.Origins)));
}
