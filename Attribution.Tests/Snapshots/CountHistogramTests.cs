using Attribution.Domain.Snapshots;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Snapshots;

public class CountHistogramTests
{
    [Fact]
    public void Parts_merge_to_the_whole_by_text_or_not() =>
        Prop.ForAll(Gen.Choose(0, 60).ListOf().ToArbitrary(), Gen.Choose(0, 60).ListOf().ToArbitrary(), (one, other) =>
            {
                var (merged, read) = (Of(one), CountHistogram.Parse(Of(one).ToString()));
                merged.Merge(Of(other));
                read.Merge(Of(other).ToString());
                return merged.ToString() == Of([.. one, .. other]).ToString() && read.ToString() == merged.ToString() && merged.Count == one.Count + other.Count;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_median_of_an_even_count_lies_between()
    {
        Of([1, 2, 3]).Median.ShouldBe(2);
        Of([1, 2, 3, 9]).Median.ShouldBe(2.5m);
        Of([]).Median.ShouldBeNull();
    }

    [Fact]
    public void Other_text_is_refused() => Should.Throw<FormatException>(() => CountHistogram.Parse("12"));

    private static CountHistogram Of(IEnumerable<int> values)
    {
        var histogram = new CountHistogram();
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }
}
