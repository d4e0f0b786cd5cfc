using Attribution.Domain.Snapshots;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Snapshots;

public class TimeHistogramTests
{
    private static TimeHistogram Of(params IEnumerable<TimeSpan> times)
    {
        var histogram = new TimeHistogram();
        foreach (var time in times)
        {
            histogram.Add(time);
        }

        return histogram;
    }

    [Fact]
    public void The_median_is_within_five_percent() =>
        Prop.ForAll(Gen.Choose(60, 60 * 60 * 24 * 365).NonEmptyListOf().ToArbitrary(), seconds =>
            {
                int[] sorted = [.. seconds.Order()];
                var median = (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
                return Math.Abs((Of(seconds.Select(second => TimeSpan.FromSeconds(second))).Median!.Value.TotalSeconds / median) - 1) < 0.05;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Days_merge_and_survive_as_text()
    {
        var merged = Of(TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        merged.Merge(Of(TimeSpan.FromHours(1)));

        merged.ToString().ShouldBe("0:1 1:1 48:2");
        TimeHistogram.Parse(merged.ToString()).ToString().ShouldBe(merged.ToString());
        merged.Count.ShouldBe(4);
    }

    [Fact]
    public void Nothing_has_no_median() => Of().Median.ShouldBeNull();

    [Fact]
    public void Other_text_is_refused() => Should.Throw<FormatException>(() => TimeHistogram.Parse("1:2:3"));
}
