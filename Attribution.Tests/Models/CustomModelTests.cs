using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models;

public class CustomModelTests
{
    private static IReadOnlyList<int> Credits(Journey journey, params WeightRule[] rules) =>
        CreditSplit.Of(new CustomModel(new Linear(), rules), journey, 0).Millionths;

    [Fact]
    public void Every_rule_that_matches_multiplies() =>
        Credits(AJourney.Of("email", "display"), new(WeightField.Channel, "EMAIL", 2), new(WeightField.Source, "email-source", 1.5), new(WeightField.Channel, "sms", 9))
            .ShouldBe([750_000, 250_000]);

    [Fact]
    public void Where_rules_leave_nothing_the_base_model_stands() =>
        Credits(AJourney.Of("email", "email"), new WeightRule(WeightField.Channel, "email", 0)).ShouldBe([500_000, 500_000]);

    [Fact]
    public void A_touch_that_decayed_to_nothing_beside_the_newest_earns_where_a_rule_takes_the_newest_away()
    {
        var journey = AJourney.Ago(TimeSpan.FromDays(120), TimeSpan.FromDays(60), TimeSpan.Zero);
        var custom = new CustomModel(new TimeDecay(TimeSpan.FromHours(1)), [new(WeightField.Channel, "channel2", 0)]);

        CreditSplit.Of(custom, journey, 999).Millionths.ShouldBe([0, 1_000_000, 0]);
    }

    [Fact]
    public void Under_time_decay_too_a_factor_multiplies_what_the_base_gives() =>
        Prop.ForAll(AJourney.Any, journey =>
        {
            var basis = new TimeDecay(TimeSpan.FromDays(7));
            var weights = new CustomModel(basis, [new(WeightField.Channel, "email", 3), new(WeightField.Channel, "direct", 0.2)]).Weigh(journey);
            var plain = basis.Weigh(journey).Zip(journey.Touches, (weight, touch) => weight * (touch.Channel == "email" ? 3 : touch.Channel == "direct" ? 0.2 : 1)).ToArray();
            weights.Zip(plain, (one, other) => Math.Abs((one / weights.Sum()) - (other / plain.Sum()))).Max().ShouldBeLessThan(1e-14);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Engagement_must_reach_the_rule_and_unknown_engagement_does_not()
    {
        var touches = AJourney.Of("a", "b", "c").Touches;
        var journey = new Journey([touches[0] with { Engagement = 60 }, touches[1] with { Engagement = 59 }, touches[2]], AJourney.Conversion, null);

        Credits(journey, new WeightRule(WeightField.Engagement, "60", 2)).ShouldBe([500_000, 250_000, 250_000]);
    }

    [Fact]
    public void A_touch_type_is_a_field_too() =>
        new WeightRule(WeightField.TouchType, "phone_call", 2).Matches(AJourney.Touch("phone", TimeSpan.Zero) with { Type = "phone_call" }).ShouldBeTrue();

    [Fact]
    public void Many_large_factors_are_still_a_number() =>
        Credits(AJourney.Of("a", "b"), [.. Enumerable.Repeat(new WeightRule(WeightField.Medium, "cpc", WeightRule.MaxMultiplier), CustomModel.MaxRules)])
            .ShouldBe([500_000, 500_000]);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1_001)]
    public void A_factor_outside_its_range_is_refused(double multiplier) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new WeightRule(WeightField.Channel, "email", multiplier));

    [Fact]
    public void The_same_rules_are_the_same_model() =>
        new CustomModel(new Linear(), [new(WeightField.Channel, "email", 2)]).ShouldBe(new CustomModel(new Linear(), [new(WeightField.Channel, "email", 2)]));
}
