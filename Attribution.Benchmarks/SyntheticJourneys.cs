using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;

namespace Attribution.Benchmarks;

/// <summary>Journeys as shops have them: 12 channels, most journeys short, 4.55 touches in the mean. The same for the same seed.</summary>
internal static class SyntheticJourneys
{
    // Twenty lengths that sum to 91: every block of twenty journeys has exactly the mean of 4.55.
    private static readonly int[] Lengths = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 15];

    private static readonly string[] Channels =
    [
        "direct", "organic_search", "paid_search", "paid_social", "email", "referral", "affiliate", "display", "organic_social", "paid_video",
        "partner", "ai_assistant",
    ];

    /// <summary>Touches in that many journeys, a multiple of 20.</summary>
    public static int TouchesIn(int journeys) => journeys / Lengths.Length * Lengths.Sum();

    /// <summary>The journeys: windows of one long line of touches, half an hour to three days apart.</summary>
    public static Journey[] Make(int count, int seed)
    {
        var random = new Random(seed);
        var line = Line(random, 1 << 18);
        int[] lengths = [.. Lengths];
        var journeys = new Journey[count];
        for (var i = 0; i < count; i++)
        {
            if (i % lengths.Length == 0)
            {
                random.Shuffle(lengths);
            }

            var touches = new ArraySegment<Touch>(line, random.Next(line.Length - 20), lengths[i % lengths.Length]);
            journeys[i] = new Journey(touches, touches[^1].OccurredAt.AddMinutes(20), random.Next(5) == 0 ? touches.Count / 2 : null);
        }

        return journeys;
    }

    private static Touch[] Line(Random random, int count)
    {
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var line = new Touch[count];
        for (var i = 0; i < count; i++)
        {
            at = at.AddMinutes(random.Next(30, 3 * 24 * 60));
            var channel = Channels[Math.Min(random.Next(Channels.Length), random.Next(Channels.Length))];
            line[i] = new Touch(new Guid(i, 0, 0, new byte[8]), at, channel, channel, "cpc");
        }

        return line;
    }
}
