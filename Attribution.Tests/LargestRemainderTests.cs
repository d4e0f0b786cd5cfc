using Attribution.Domain;
using Attribution.Tests.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests;

public class LargestRemainderTests
{
    private static readonly Arbitrary<double[]> Weights =
        Gen.Choose(0, 1_000_000).Select(weight => weight / 7919d).NonEmptyListOf().Select(list => list.Append(0.4).ToArray()).ToArbitrary();

    private static readonly Arbitrary<long> Totals = Gen.OneOf(
        Gen.Choose(0, 10_000).Select(total => (long)total),
        Gen.Choose(0, int.MaxValue).Select(total => total * 460_000L)).ToArbitrary();

    [Fact]
    public void The_known_answers()
    {
        foreach (var one in Vector.Cases("15_largest_remainder"))
        {
            LargestRemainder.Split(one.GetProperty("total").GetInt64(), one.GetProperty("weights").Doubles())
                .ShouldBe(one.GetProperty("parts").Longs(), one.GetRawText());
        }
    }

    [Fact]
    public void Whole_weights_split_as_the_same_weights_do_as_fractions()
    {
        LargestRemainder.Split(10_000, [1L, 1, 1, 1, 1, 1, 1]).ShouldBe([1429, 1429, 1429, 1429, 1428, 1428, 1428]);
        Prop.ForAll(Gen.Choose(0, 5_000).Select(weight => (long)weight).NonEmptyListOf().ToArbitrary(), Totals, (weights, total) =>
                LargestRemainder.Split(total % 1_000_000, [.. weights, 1L])
                    .SequenceEqual(LargestRemainder.Split(total % 1_000_000, [.. weights.Select(weight => (double)weight), 1d])))
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1, 1_000_000_000, 1_000_000_001, 1)] // 0.49999999975 and 0.50000000025 tie: the earliest earns
    [InlineData(3, 29_999_999, 1, 3)] // 2.9999999 is 3 before it is floored
    [InlineData(1, 999_990, 1_000_010, 0)] // 0.499995 and 0.500005 do not tie
    public void Shares_are_rounded_to_six_places_before_they_are_compared(long total, long first, long second, long part)
    {
        LargestRemainder.Split(total, [first, second]).ShouldBe([part, total - part]);
        LargestRemainder.Split(total, [(double)first, second]).ShouldBe([part, total - part]);
    }

    [Fact]
    public void The_parts_sum_to_the_total() =>
        Prop.ForAll(Weights, Totals, (weights, total) => LargestRemainder.Split(total, weights).Sum() == total).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_part_lies_between_the_floor_and_the_ceiling_of_its_share() =>
        Prop.ForAll(Weights, Totals, (weights, total) => LargestRemainder.Split(total % 1_000_000, weights)
                .Zip(weights, (part, weight) => part - (total % 1_000_000 * weight / weights.Sum()))
                .All(difference => Math.Abs(difference) < 1 + 1e-6))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_smaller_weight_never_earns_more() =>
        Prop.ForAll(Weights, Totals, (weights, total) =>
            {
                var parts = LargestRemainder.Split(total, weights).Zip(weights).OrderBy(pair => pair.Second).ToArray();
                return parts.Zip(parts.Skip(1)).All(pair => pair.First.Second == pair.Second.Second || pair.First.First <= pair.Second.First);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_negative_total_mirrors_the_positive_one() =>
        Prop.ForAll(Weights, Totals, (weights, total) => LargestRemainder.Split(-total, weights)
                .SequenceEqual(LargestRemainder.Split(total, weights).Select(part => -part)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    [InlineData(1e9)]
    public void Weights_of_any_size_split_the_largest_totals(double size)
    {
        LargestRemainder.Split(long.MaxValue, [size, size]).ShouldBe([4_611_686_018_427_387_904, 4_611_686_018_427_387_903]);
        LargestRemainder.Split(1_000_000_000_000_000, [size, size, 0]).ShouldBe([500_000_000_000_000, 500_000_000_000_000, 0]);
    }

    [Fact]
    public void Whole_weights_of_any_size_split_the_largest_totals() =>
        LargestRemainder.Split(long.MaxValue, [long.MaxValue, 0L, long.MaxValue, long.MaxValue])
            .ShouldBe([3_074_457_345_618_258_603, 0, 3_074_457_345_618_258_602, 3_074_457_345_618_258_602]);

    [Theory]
    [InlineData(new[] { 0d, 0d }, "[0, 0]")]
    [InlineData(new double[0], "[]")]
    [InlineData(new[] { 1, -0.5 }, "[1, -0.5]")]
    [InlineData(new[] { 1, double.NaN }, "[1, NaN]")]
    [InlineData(new[] { double.PositiveInfinity }, "[Infinity]")]
    public void Weights_that_split_nothing_are_a_bug_and_are_printed(double[] weights, string printed) =>
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(100, weights)).Message.ShouldContain(printed);

    [Fact]
    public void Whole_weights_that_split_nothing_are_a_bug_too()
    {
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(100, [2L, -1])).Message.ShouldContain("[2, -1]");
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(100, [0L])).Message.ShouldContain("[0]");
    }
}
