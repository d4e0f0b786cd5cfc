using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models;

public class ModelDefinitionTests
{
    private static readonly WeightRuleText[] Rules =
        [new("channel", "email", 2), new("source", "google", 1.5), new("touch_type", "phone_call", 3), new("engagement", "0.5", 0), new("campaign", "spring", 1)];

    public static TheoryData<string> Models() => [.. ModelCatalog.RuleBased];

    [Theory]
    [MemberData(nameof(Models))]
    public void Rules_that_multiply_by_one_leave_the_base_as_it_is(string basis)
    {
        var (custom, alone) = (Custom(basis, [.. Rules.Select(rule => rule with { Multiplier = 1 })]), ModelCatalog.Find(basis)!.Default);

        Prop.ForAll(AJourney.Any, Gen.Choose(0, 5_000_000).ToArbitrary(), (journey, value) =>
            {
                var (one, other) = (CreditSplit.Of(custom, journey, value), CreditSplit.Of(alone, journey, value));
                return one.Millionths.SequenceEqual(other.Millionths) && one.Minor.SequenceEqual(other.Minor);
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_the_rules_an_order_is_shared_out_whole() =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, 3).ArrayOf(Rules.Length).ToArbitrary(), (journey, factors) =>
            {
                var split = CreditSplit.Of(Custom("time_decay", [.. Rules.Zip(factors, (rule, factor) => rule with { Multiplier = factor })]), journey, 99_99);
                return split.Millionths.Sum() == CreditSplit.Whole && split.Minor.Sum() == 99_99;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_reads_the_same()
    {
        var written = new ModelDefinition(new Dictionary<string, double> { ["middle"] = 0.2, ["first"] = 0.3, ["last"] = 0.5 }) { Base = "position_based", Rules = Rules }.Write();

        ModelDefinition.Read("custom", written).Write().ShouldBe(written);
        ModelDefinition.Read("custom", written).Create("custom").ShouldBeOfType<ModelCreation.Created>().Model.Id.ShouldBe("custom");
        new ModelDefinition(new Dictionary<string, double> { ["halfLifeHours"] = 24 }).Write().ShouldBe("""{"halfLifeHours":24}""");
    }

    [Theory]
    [InlineData("markov", "channel", "email", 1, "base")]
    [InlineData("custom", "channel", "email", 1, "base")]
    [InlineData("linear", "colour", "red", 1, "rules[0].field")]
    [InlineData("linear", "campaign", " ", 1, "rules[0].value")]
    [InlineData("linear", "engagement", "much", 1, "rules[0].value")]
    [InlineData("linear", "engagement", "60", 1, "rules[0].value")]
    [InlineData("linear", "channel", "email", -1, "rules[0].multiplier")]
    [InlineData("linear", "channel", "email", double.NaN, "rules[0].multiplier")]
    [InlineData("linear", "channel", "email", 1_001, "rules[0].multiplier")]
    public void What_is_wrong_is_told_by_field(string basis, string field, string value, double multiplier, string fault) =>
        new ModelDefinition(new Dictionary<string, double>()) { Base = basis, Rules = [new(field, value, multiplier)] }.Create("custom")
            .ShouldBeOfType<ModelCreation.Refused>().Errors.Keys.ShouldBe([fault]);

    [Fact]
    public void A_bases_parameters_are_checked_as_its_own() =>
        new ModelDefinition(new Dictionary<string, double> { ["halfLifeHours"] = 0 }) { Base = "time_decay" }.Create("custom")
            .ShouldBeOfType<ModelCreation.Refused>().Errors.Keys.ShouldBe(["parameters.halfLifeHours"]);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(30, 1, 0.5)]
    [InlineData(0, 3, 0.5)]
    [InlineData(600, 1, 1)]
    [InlineData(0, 0, 0)]
    public void A_visit_engages_by_its_time_or_its_pages(int seconds, int pages, double engagement) => SessionEngagement.Of(seconds, pages).ShouldBe(engagement);

    private static IAttributionModel Custom(string basis, IReadOnlyList<WeightRuleText> rules) =>
        ((ModelCreation.Created)new ModelDefinition(new Dictionary<string, double>()) { Base = basis, Rules = rules }.Create("custom")).Model;
}
