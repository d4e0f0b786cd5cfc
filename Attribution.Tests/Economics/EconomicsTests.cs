using Attribution.Domain.Economics;

namespace Attribution.Tests.Economics;

public class EconomicsTests
{
    [Fact]
    public void A_channel_has_its_ratios()
    {
        var channel = new ChannelPerformance(Visits: 1_200, OrdersMillionths: 31_000_000, RevenueMinor: 274_150, CostMinor: 90_000) { Impressions = 50_000, Clicks = 1_500 };

        channel.ConversionRate!.Value.ShouldBe(0.025833m, 0.000001m);
        channel.AverageOrderValue!.Value.ShouldBe(8_843.5m, 0.1m);
        channel.Roi!.Value.ShouldBe(2.0461m, 0.0001m);
        channel.Roas!.Value.ShouldBe(3.0461m, 0.0001m);
        (channel.Cpc, channel.Ctr).ShouldBe((60m, 0.03m));
        channel.Cpa!.Value.ShouldBe(2_903.2m, 0.1m);
    }

    [Fact]
    public void A_ratio_without_meaning_is_null()
    {
        var nothing = new ChannelPerformance(0, 0, 500, 0) { Clicks = 5 };

        new[] { nothing.ConversionRate, nothing.AverageOrderValue, nothing.Roi, nothing.Roas, nothing.Cpc, nothing.Ctr, nothing.Cpa }.ShouldAllBe(ratio => ratio == null);
    }

    [Theory]
    [InlineData(100, 110, Consensus.High)]
    [InlineData(100, 140, Consensus.Medium)]
    [InlineData(100, 300, Consensus.Low)]
    public void Models_agree_by_their_variation(long one, long other, Consensus consensus)
    {
        var comparison = ModelComparison.Of([new("linear", 0, one), new("last_touch", 0, other)]);

        comparison.SpreadMinor.ShouldBe(other - one);
        comparison.Variation!.Value.ShouldBe((other - one) / 2d / ((one + other) / 2d), 1e-12);
        comparison.Consensus.ShouldBe(consensus);
    }

    [Fact]
    public void Without_revenue_orders_are_compared() =>
        ModelComparison.Of([new("linear", 1_000_000, 0), new("last_touch", 3_000_000, 0)]).Variation!.Value.ShouldBe(0.5, 1e-12);

    [Fact]
    public void Stand_ins_negative_means_and_single_models_are_not_compared()
    {
        ModelComparison.Of([new("linear", 0, 100), new("markov", 0, 900, IsStandIn: true)]).Variation.ShouldBeNull();
        ModelComparison.Of([new("linear", 0, -100), new("last_touch", 0, 100)]).Consensus.ShouldBeNull();
        ModelComparison.Of([]).Variation.ShouldBeNull();
    }

    [Fact]
    public void The_same_part_is_the_least_of_each_channel_over_the_total()
    {
        ModelFigure[] email = [new("linear", 0, 30), new("last_touch", 0, 80), new("markov", 0, 0, IsStandIn: true)];
        ModelFigure[] direct = [new("linear", 0, 70), new("last_touch", 0, 20), new("markov", 0, 100, IsStandIn: true)];

        ModelComparison.Same([email, direct]).ShouldBe(0.5);
        ModelComparison.Same([email]).ShouldBeNull();
        ModelComparison.Same([[new("linear", 0, -5), new("last_touch", 0, 5)], [new("linear", 0, 15), new("last_touch", 0, 5)]]).ShouldBeNull();
        ModelComparison.Same([]).ShouldBeNull();
    }

    [Fact]
    public void The_model_that_moves_a_channel_most_is_named()
    {
        var comparison = ModelComparison.Of([new("first_touch", 0, 40), new("linear", 0, 80), new("last_touch", 0, 100)]);

        comparison.MovesMostAgainst("last_touch").ShouldBe("first_touch");
        comparison.MovesMostAgainst("markov").ShouldBeNull();
    }
}
