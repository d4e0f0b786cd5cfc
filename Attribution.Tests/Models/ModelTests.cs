using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models;

public class ModelTests
{
    public static TheoryData<string> Models() => [.. ModelCatalog.RuleBased];

    private static IReadOnlyList<int> Credits(IAttributionModel model, Journey journey) => CreditSplit.Of(model, journey, 0).Millionths;

    [Theory]
    [MemberData(nameof(Models))]
    public void Credits_sum_to_one_and_shares_to_the_value(string id) =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, 5_000_000).ToArbitrary(), (journey, value) =>
            {
                var split = CreditSplit.Of(ModelCatalog.Find(id)!.Default, journey, value);
                return split.Millionths.Sum() == CreditSplit.Whole && split.Minor.Sum() == value && split.Minor.Count == journey.Length;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Models))]
    public void A_single_touch_earns_everything(string id) =>
        Credits(ModelCatalog.Find(id)!.Default, AJourney.Of("direct")).ShouldBe([1_000_000]);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_order_in_which_touches_were_read_does_not_matter(string id) =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (journey, seed) =>
            {
                Touch[] shuffled = [.. journey.Touches];
                new Random(seed).Shuffle(shuffled);
                var (one, other) = (Built(journey.Touches), Built(shuffled));
                return Credits(ModelCatalog.Find(id)!.Default, one).SequenceEqual(Credits(ModelCatalog.Find(id)!.Default, other));
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.4, 0.4, 500_000)]
    [InlineData(0.6, 0.2, 750_000)]
    [InlineData(0, 0, 500_000)]
    [InlineData(0, 0.5, 0)]
    public void Of_two_touches_first_and_last_keep_their_ratio(double first, double last, int credit) =>
        Credits(new PositionBased("position_based", first, 1 - first - last, last), AJourney.Of("a", "b")).ShouldBe([credit, 1_000_000 - credit]);

    [Fact]
    public void One_touch_earns_everything_even_where_its_weights_are_nothing() =>
        Credits(new PositionBased("position_based", 0, 1, 0), AJourney.Of("a")).ShouldBe([1_000_000]);

    [Fact]
    public void Time_decay_halves_credit_with_each_half_life() =>
        Credits(new TimeDecay(TimeSpan.FromDays(7)), AJourney.Ago(TimeSpan.FromDays(7), TimeSpan.Zero)).ShouldBe([333_333, 666_667]);

    [Fact]
    public void Touches_at_one_instant_have_one_first_and_one_last()
    {
        var journey = Built([AJourney.Touch("b", TimeSpan.Zero, 2), AJourney.Touch("a", TimeSpan.Zero, 1)]);

        Credits(new FirstTouch(), journey).ShouldBe([1_000_000, 0]);
        Credits(new LastTouch(), journey).ShouldBe([0, 1_000_000]);
        journey.Touches[0].Channel.ShouldBe("a");
    }

    [Fact]
    public void Last_non_direct_passes_over_direct_visits_unless_all_are()
    {
        Credits(new LastNonDirect(), AJourney.Of("email", "direct", "direct")).ShouldBe([1_000_000, 0, 0]);
        Credits(new LastNonDirect(), AJourney.Of("direct", "direct")).ShouldBe([0, 1_000_000]);
    }

    [Fact]
    public void Unique_linear_pays_a_channel_once() =>
        Credits(new UniqueLinear(), AJourney.Of("a", "b", "a", "c")).ShouldBe([166_667, 333_333, 166_667, 333_333]);

    [Theory]
    [InlineData(null, new[] { 428_571, 47_619, 47_619, 47_619, 428_572 })]
    [InlineData(0, new[] { 600_000, 33_333, 33_333, 33_333, 300_001 })]
    public void W_shaped_without_a_milestone_or_with_one_on_the_first_touch(int? milestone, int[] roughly) =>
        Credits(new WShaped(), new Journey(AJourney.Of("a", "b", "c", "d", "e").Touches, AJourney.Conversion, milestone))
            .Zip(roughly, (credit, near) => Math.Abs(credit - near)).Max().ShouldBeLessThanOrEqualTo(1);

    [Fact]
    public void Milestones_on_one_touch_add_up() =>
        Credits(new WShaped(), new Journey(AJourney.Of("a", "b", "c").Touches, AJourney.Conversion, 2)).ShouldBe([300_000, 100_000, 600_000]);

    private static Journey Built(IEnumerable<Touch> touches) =>
        JourneyBuilder.Build(touches, AJourney.Conversion, LookbackWindow.OfDays(60), null, false)!;
}
