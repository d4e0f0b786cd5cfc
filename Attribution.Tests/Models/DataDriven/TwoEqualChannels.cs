using Attribution.Domain.Models.DataDriven;

namespace Attribution.Tests.Models.DataDriven;

/// <summary>A store whose truth is known: what people meet and whether they buy does not depend on which of two channels brought them. One of the two began last month.</summary>
internal static class TwoEqualChannels
{
    public const string Old = "old";
    public const string New = "new";

    private static readonly DateTimeOffset Until = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FitWindow Window = new(Until.AddDays(-90), Until, TimeSpan.FromDays(30));

    /// <summary>The journeys as the contract lets them enter.</summary>
    public static FitInput Mature(int seed)
    {
        var cut = new FitJourneys(Window);
        foreach (var (touches, conversions) in People(seed))
        {
            cut.Add(touches, conversions);
        }

        return cut.Finish();
    }

    /// <summary>The journeys with only the young nulls left out: what has not converted yet is not counted, what has is.</summary>
    public static FitInput WithoutYoungNulls(int seed)
    {
        var maturity = Mature(seed).MaturityDays;
        var builder = new PathCountsBuilder();
        foreach (var (touches, conversions) in People(seed))
        {
            var converted = conversions.Length > 0 && conversions[0].At < Until;
            if (converted || touches[0].At <= Until.AddDays(-maturity))
            {
                builder.Add(touches.Where(touch => touch.At < Until).Select(touch => touch.Channel), converted ? 1 : 0, converted ? 0 : 1, converted ? 100 : 0);
            }
        }

        return new FitInput(builder.Build(), maturity, 0);
    }

    /// <summary>As many people a day on each channel from its launch on; one in five buys, up to four weeks after the first touch.</summary>
    private static IEnumerable<(FitTouch[] Touches, FitConversion[] Conversions)> People(int seed)
    {
        var random = new Random(seed);
        for (var person = 0; person < 24_000; person++)
        {
            var (channel, days) = person % 3 == 0 ? (New, 33.0) : (Old, 89.0);
            var first = Until.AddDays(-random.NextDouble() * days);
            FitTouch[] touches = random.Next(3) == 0 ? [new(first, channel), new(first.AddHours(random.Next(1, 20)), "email")] : [new(first, channel)];
            yield return (touches, random.Next(5) == 0 ? [new(first.AddDays(1 + (random.NextDouble() * 24)), 100)] : []);
        }
    }
}
