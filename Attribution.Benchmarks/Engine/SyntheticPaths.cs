using Attribution.Domain.Models.DataDriven;

namespace Attribution.Benchmarks.Engine;

/// <summary>Paths as shops have them. The same for the same seed.</summary>
internal static class SyntheticPaths
{
    // Twenty lengths that sum to 91: every block of twenty journeys has exactly the mean of 4.55.
    private static readonly int[] Lengths = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 15];

    private static readonly string[] Names = ["direct", .. Enumerable.Range(1, 499).Select(channel => $"channel{channel}")];

    /// <summary>A row a journey, every eighth converting, with the times of its touches.</summary>
    /// <param name="count">Journeys, a multiple of 20.</param>
    public static PathCounts Journeys(int count, int channels, int seed)
    {
        var random = new Random(seed);
        var builder = new PathCountsBuilder();
        int[] lengths = [.. Lengths];
        var before = new uint[count / Lengths.Length * Lengths.Sum()];
        var milestones = new short[count];
        var step = 0;
        for (var journey = 0; journey < count; journey++)
        {
            if (journey % lengths.Length == 0)
            {
                random.Shuffle(lengths);
            }

            var length = lengths[journey % lengths.Length];
            Walk(builder, random, length, channels);
            var at = 0u;
            for (var i = length - 1; i >= 0; i--)
            {
                before[step + i] = at;
                at += (uint)random.Next(1_800, 3 * 24 * 3_600);
            }

            step += length;
            milestones[journey] = (short)(random.Next(5) == 0 ? length / 2 : -1);
            var converts = journey % 8 == 0;
            builder.Close(converts ? 1 : 0, converts ? 0 : 1, converts ? random.Next(500, 50_000) : 0);
        }

        return builder.Build(new PathTimes(before, milestones));
    }

    /// <summary>Distinct paths with many journeys each, as an aggregated window has them.</summary>
    public static PathCounts Distinct(int count, int channels, int seed)
    {
        var random = new Random(seed);
        var builder = new PathCountsBuilder();
        var seen = new HashSet<string>();
        while (seen.Count < count)
        {
            int[] path = [.. Enumerable.Range(0, Lengths[random.Next(Lengths.Length)]).Select(_ => Pick(random, channels))];
            if (seen.Add(string.Join(' ', path)))
            {
                var conversions = random.Next(0, 5);
                builder.Add(path.Select(NameOf), conversions, random.Next(1, 40), conversions * random.Next(500, 50_000));
            }
        }

        return builder.Build();
    }

    /// <summary>Every channel to every other: as many steps as there can be.</summary>
    public static PathCounts AllSteps(int channels, int seed)
    {
        var random = new Random(seed);
        var builder = new PathCountsBuilder();
        for (var from = 0; from < channels; from++)
        {
            for (var to = 0; to < channels; to++)
            {
                builder.Add([NameOf(from), NameOf(to)], random.Next(1, 9), random.Next(1, 99), random.Next(1, 9_999));
            }
        }

        return builder.Build();
    }

    private static void Walk(PathCountsBuilder builder, Random random, int length, int channels)
    {
        for (var i = 0; i < length; i++)
        {
            builder.Step(NameOf(Pick(random, channels)));
        }
    }

    // The smaller of two: some channels are met far more often than others.
    private static int Pick(Random random, int channels) => Math.Min(random.Next(channels), random.Next(channels));

    private static string NameOf(int channel) => Names[channel];
}
