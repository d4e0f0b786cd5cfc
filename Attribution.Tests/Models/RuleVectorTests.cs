using System.Text.Json;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Tests.Journeys;

namespace Attribution.Tests.Models;

public class RuleVectorTests
{
    private static readonly TimeDecay Week = new(TimeSpan.FromDays(7));

    private static double[] Normalised(double[] weights) => [.. weights.Select(weight => weight / weights.Sum())];

    private static IAttributionModel Model(string id) => ModelCatalog.Find(id)!.Default;

    private static void ShouldBeNear(IEnumerable<double> actual, double[] expected, double within = 1e-9)
    {
        var figures = actual.ToArray();
        figures.Length.ShouldBe(expected.Length);
        figures.Zip(expected, (one, other) => Math.Abs(one - other)).ShouldAllBe(difference => difference <= within);
    }

    private static Journey JourneyOf(JsonElement vector) => AJourney.Of([.. vector.GetProperty("touches").Strings()
        .Zip(vector.GetProperty("days_before_conversion").Doubles(), (channel, days) => (channel, TimeSpan.FromDays(days)))]);

    [Theory]
    [InlineData("first_touch", "first_touch_visitor")]
    [InlineData("linear", "linear_visitor")]
    [InlineData("j_shaped", "j_shaped_visitor")]
    [InlineData("time_decay", "time_decay_7d_visitor")]
    public void Fifty_dollars_split_as_Adobe_publishes(string model, string published)
    {
        var vector = Vector.Read("10_adobe_50usd");
        var journey = JourneyOf(vector);

        var minor = CreditSplit.Of(Model(model), journey, vector.GetProperty("value_cents").GetInt64()).Minor;

        var expected = vector.GetProperty("published").GetProperty(published);
        journey.Touches.Select(touch => expected.TryGetProperty(touch.Channel, out var share) ? (long)(share.GetDecimal() * 100) : 0).ShouldBe(minor);
    }

    [Theory]
    [InlineData("10_adobe_50usd", 5_000)]
    [InlineData("13_b2b_12000usd_5touches", 1_200_000)]
    public void Time_decay_is_exact_to_the_cent(string file, long cents)
    {
        var vector = Vector.Read(file);
        var journey = JourneyOf(vector);

        var minor = CreditSplit.Of(Week, journey, cents).Minor;

        journey.Touches.Select(touch => vector.GetProperty("cents_time_decay").GetProperty(touch.Channel).GetInt64()).ShouldBe(minor);
    }

    [Theory]
    [InlineData("first_touch", "first")]
    [InlineData("last_touch", "last")]
    [InlineData("last_non_direct", "last_non_direct")]
    [InlineData("linear", "linear")]
    [InlineData("time_decay", "time_decay")]
    [InlineData("position_based", "position_40_20_40")]
    public void Twelve_thousand_dollars_split_as_published_within_three(string model, string published)
    {
        var vector = Vector.Read("13_b2b_12000usd_5touches");
        var journey = JourneyOf(vector);
        var expected = vector.GetProperty("published").GetProperty(published);

        var minor = CreditSplit.Of(Model(model), journey, 1_200_000).Minor.Select(cents => cents / 100d);

        ShouldBeNear(minor, [.. journey.Touches.Select(touch => expected.TryGetProperty(touch.Channel, out var share) ? share.GetDouble() : 0)], 3);
    }

    [Theory]
    [InlineData("position_based", "u", "u_shaped")]
    [InlineData("j_shaped", "j", "j_shaped_first_last")]
    [InlineData("inverse_j", "inverse_j", "inverse_j_first_last")]
    public void Position_rules_are_as_published(string model, string six, string two)
    {
        var vector = Vector.Read("11_position_rules_published");

        ShouldBeNear(Normalised(Model(model).Weigh(AJourney.Of("a", "b", "c", "d", "e", "f"))), vector.GetProperty("six_touches").GetProperty(six).Doubles());
        ShouldBeNear(Normalised(Model(model).Weigh(AJourney.Of("a", "b"))), vector.GetProperty("two_touches").GetProperty(two).Doubles());
    }

    [Fact]
    public void Milestones_earn_as_defined()
    {
        foreach (var one in Vector.Cases("12_milestone_models_defined"))
        {
            var roles = new Milestones([.. one.GetProperty("milestone_index").Doubles().Select(at => (int)at)], one.GetProperty("weights").Doubles());

            ShouldBeNear(Normalised(roles.Weigh(one.GetProperty("n").GetInt32())), one.GetProperty("credit").Doubles());
        }
    }

    [Theory]
    [InlineData("stementor")]
    [InlineData("all_same_time")]
    [InlineData("underflow_guard")]
    public void Time_decay_is_as_published(string name)
    {
        var one = Vector.Case("14_time_decay", name);
        var journey = AJourney.Ago([.. one.GetProperty("dt_days").Doubles().Select(days => TimeSpan.FromDays(days))]);

        ShouldBeNear(Normalised(Week.Weigh(journey)), one.GetProperty("exact").Doubles());
    }

    [Fact]
    public void A_decay_constant_is_a_half_life_in_other_words()
    {
        var one = Vector.Case("14_time_decay", "exp_24h");
        var model = TimeDecay.OfDecay(TimeSpan.FromHours(one.GetProperty("tau_hours").GetDouble()));

        model.HalfLife.TotalHours.ShouldBe(Vector.Case("14_time_decay", "equivalence").GetProperty("h_hours").GetDouble(), 1e-6);
        ShouldBeNear(
            Normalised(model.Weigh(AJourney.Ago([.. one.GetProperty("dt_hours").Doubles().Select(hours => TimeSpan.FromHours(hours))]))),
            one.GetProperty("exact").Doubles());
    }

    [Fact]
    public void Unique_linear_is_the_Shapley_value_of_the_sum_game()
    {
        // eeghor/mta: 4 conversions along a, 6 along a > b.
        var published = Vector.Read("08_shapley_published_small").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "mta3").GetProperty("published");
        double Earned(string channel) => 4 * Share(channel, "a") + 6 * Share(channel, "a", "b");

        Earned("a").ShouldBe(published.GetProperty("a").GetDouble(), 1e-9);
        Earned("b").ShouldBe(published.GetProperty("b").GetDouble(), 1e-9);
    }

    [Fact]
    public void An_empty_path_is_unattributed_and_a_fraction_of_a_conversion_counts()
    {
        var right = Vector.Cases("24_channelattribution_quirks").First();
        var conversions = right.GetProperty("input")[0][1].GetDouble();

        (conversions * Share("a", "a", "b")).ShouldBe(0.25, 1e-12);
        JourneyBuilder.Build([], AJourney.Conversion, LookbackWindow.OfDays(30), null, false).ShouldBeNull();
    }

    private static double Share(string channel, params string[] path)
    {
        var weights = Normalised(new UniqueLinear().Weigh(AJourney.Of(path)));
        return path.Zip(weights, (one, weight) => one == channel ? weight : 0).Sum();
    }
}
