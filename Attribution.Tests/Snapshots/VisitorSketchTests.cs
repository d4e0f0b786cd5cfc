using Attribution.Domain.Snapshots;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Snapshots;

public class VisitorSketchTests
{
    // Two overlapping sets, small or beyond what is kept exactly.
    private static readonly Arbitrary<(int From, int Count)> Ranges =
        Gen.Choose(0, 2_000).Zip(Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(900, 1_100), Gen.Choose(1_000, 4_000))).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    private static IEnumerable<string> Visitors((int From, int Count) range) => Enumerable.Range(range.From, range.Count).Select(number => $"visitor-{number}");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_024)]
    public void A_small_set_is_counted_exactly(int count) => VisitorSketch.Of(Visitors((0, count)).Concat(Visitors((0, count)))).Estimate.ShouldBe(count);

    [Theory]
    [InlineData(1_025)]
    [InlineData(10_000)]
    [InlineData(30_000)]
    [InlineData(45_000)] // where the classic formula changes over
    [InlineData(200_000)]
    [InlineData(1_000_000)]
    public void A_large_set_is_counted_within_two_percent(int count) =>
        ((double)VisitorSketch.Of(Visitors((0, count))).Estimate / count).ShouldBe(1, 0.02);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_024, 1 + (1_024 * 8))]
    [InlineData(1_025, 1 + 16_384)]
    [InlineData(100_000, 1 + 16_384)]
    public void Its_size_is_bounded(int count, int bytes) => VisitorSketch.Of(Visitors((0, count))).ToBytes().Length.ShouldBe(bytes);

    [Fact]
    public void A_merge_is_the_union_bit_for_bit() =>
        Prop.ForAll(Ranges, Ranges, (one, other) =>
            {
                var union = VisitorSketch.Of(Visitors(one).Concat(Visitors(other))).ToBytes();
                var (left, right) = (VisitorSketch.Of(Visitors(one)), VisitorSketch.Of(Visitors(other)));
                return VisitorSketch.Union([left, right]).ToBytes().SequenceEqual(union) && VisitorSketch.Union([right, left]).ToBytes().SequenceEqual(union);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_adding_leaves_no_trace() =>
        Prop.ForAll(Ranges, range => VisitorSketch.Of(Visitors(range)).ToBytes().SequenceEqual(VisitorSketch.Of(Visitors(range).Reverse()).ToBytes()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_bring_the_same_sketch_back() =>
        Prop.ForAll(Ranges, range => VisitorSketch.Of(Visitors(range)) is var sketch
                && VisitorSketch.FromBytes(sketch.ToBytes()).ToBytes().SequenceEqual(sketch.ToBytes()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_stay_readable_over_versions() =>
        Convert.ToHexStringLower(VisitorSketch.Of(["visitor-1"]).ToBytes()).ShouldBe("01" + "7fce38c63fcf1dbb");

    [Theory]
    [InlineData("")]
    [InlineData("03")]
    [InlineData("01ff")]
    [InlineData("0200")]
    public void Other_bytes_are_refused(string hex) => Should.Throw<FormatException>(() => VisitorSketch.FromBytes(Convert.FromHexString(hex)));
}
