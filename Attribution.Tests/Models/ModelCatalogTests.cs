using Attribution.Domain.Models;

namespace Attribution.Tests.Models;

public class ModelCatalogTests
{
    private static IAttributionModel Created(string id, params (string Name, double Value)[] parameters) =>
        ModelCatalog.Create(id, parameters.ToDictionary(one => one.Name, one => one.Value))
            .ShouldBeOfType<ModelCreation.Created>().Model;

    private static IReadOnlyDictionary<string, string[]> Errors(string id, params (string Name, double Value)[] parameters) =>
        ModelCatalog.Create(id, parameters.ToDictionary(one => one.Name, one => one.Value))
            .ShouldBeOfType<ModelCreation.Refused>().Errors;

    [Fact]
    public void Ten_models_are_rules() => ModelCatalog.RuleBased.ShouldBe([
        "first_touch", "last_touch", "last_non_direct", "linear", "unique_linear", "time_decay", "position_based", "j_shaped", "inverse_j", "w_shaped"]);

    [Fact]
    public void Every_model_names_itself_as_the_catalogue_does_and_says_what_it_is_for()
    {
        ModelCatalog.Defaults.Select(model => model.Id).ShouldBe(ModelCatalog.RuleBased);
        ModelCatalog.All.ShouldAllBe(model => model.Summary.EndsWith('.') && model.UseWhen.EndsWith('.') && model.Name.Length > 0);
    }

    [Fact]
    public void Left_out_parameters_have_their_defaults()
    {
        foreach (var model in ModelCatalog.Defaults)
        {
            Created(model.Id).ShouldBe(model);
        }

        Created("time_decay").ShouldBe(new TimeDecay(TimeSpan.FromDays(7)));
    }

    [Fact]
    public void Parameters_make_the_model()
    {
        Created("time_decay", ("halfLifeHours", 24)).ShouldBe(new TimeDecay(TimeSpan.FromHours(24)));
        Created("time_decay", ("decayHours", 24)).ShouldBe(TimeDecay.OfDecay(TimeSpan.FromHours(24)));
        Created("position_based", ("first", 0.1), ("middle", 0.2), ("last", 0.7)).ShouldBe(new PositionBased("position_based", 0.1, 0.2, 0.7));
    }

    [Theory]
    [InlineData(0.4, 0.1, 0.4, "Weights add up to 0.9. They must add up to 1: raise one by 0.1.")]
    [InlineData(0.5, 0.25, 0.5, "Weights add up to 1.25. They must add up to 1: lower one by 0.25.")]
    public void Weights_that_do_not_add_up_say_by_how_much(double first, double middle, double last, string message) =>
        Errors("j_shaped", ("first", first), ("middle", middle), ("last", last))["first"].ShouldBe([message]);

    [Fact]
    public void A_range_is_told_with_its_unit() =>
        Errors("time_decay", ("halfLifeHours", 0.5))["halfLifeHours"].ShouldBe(["0.5 is outside 1 to 8760 hours. Send a number inside."]);

    [Fact]
    public void A_number_that_is_none_is_refused() => Errors("position_based", ("first", double.NaN)).Keys.ShouldBe(["first"]);

    [Fact]
    public void Half_life_and_decay_exclude_each_other() =>
        Errors("time_decay", ("halfLifeHours", 24), ("decayHours", 24))["decayHours"].Single().ShouldEndWith("Send one of them.");

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var errors = Errors("time_decay", ("halfLifeHours", -1), ("colour", 3));

        errors.Keys.ShouldBe(["halfLifeHours", "colour"], ignoreOrder: true);
        errors["colour"].ShouldBe(["Unknown parameter. Time decay takes halfLifeHours, decayHours."]);
        Errors("linear", ("first", 1))["first"].ShouldBe(["Unknown parameter. Linear takes none."]);
        Errors("magic")["id"].Single().ShouldStartWith("There is no model `magic`. Send one of first_touch,");
    }
}
