using Attribution.Domain.Models;
using Attribution.Tests.Analytics.Overview;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Comparing;

namespace Attribution.Tests.Analytics.Comparing;

public sealed class ComparingWordsTests
{
    [Fact]
    public void The_answer_is_the_same_part_and_the_channel_that_depends_most() =>
        Answer(former: true).ShouldBe("80\u202f% of revenue is the same under every model, after 90\u202f% in the 2 days before. Email depends on it most: €60 to €80.");

    [Fact]
    public void Of_some_models_it_says_how_many() =>
        ComparingAnswer.Of(ComparingCardsTests.Report() with { Models = ["last_touch", "linear"] }, ModelChoice.Of(ComparingCardsTests.View("&models=last_touch,linear")))
            .ShouldStartWith("80\u202f% of revenue is the same under all 2 models.");

    [Fact]
    public void Models_that_agree_and_days_without_revenue_are_said()
    {
        ComparingAnswer.Of(Sample.Models(("email", 10, 10)), Choice).ShouldBe("No: every model gives each channel the same revenue.");
        ComparingAnswer.Of(Sample.Models(("email", 0, 0)), Choice).ShouldContain("No revenue");
    }

    [Theory]
    [InlineData(0, 17_940, 0, 20_000)]
    [InlineData(-5_172, 2_571, -6_000, 4_000)]
    [InlineData(0, 0, 0, 0.01)]
    [InlineData(3, 7, 0, 8)]
    public void An_axis_has_round_steps_and_holds_every_value(double low, double high, double first, double last)
    {
        var scale = PlotScale.Of([(decimal)low, (decimal)high]);

        (scale.Ticks.First(), scale.Ticks.Last() >= (decimal)last).ShouldBe(((decimal)first, true));
        scale.Steps.ShouldBeInRange(1, 6);
        scale.At(scale.Ticks.Last()).ShouldBe("100");
        scale.At(scale.Ticks.First()).ShouldBe("0");
    }

    [Theory]
    [InlineData("linear", "No parameters")]
    [InlineData("time_decay", "Half life 7 days")]
    [InlineData("position_based", "First 40\u202f%, middle 20\u202f%, last 40\u202f%")]
    [InlineData("markov", "Chain of order 1, window 90 days, at least 100 conversions, with journeys that did not convert")]
    public void Parameters_are_told_in_words(string id, string words)
    {
        var model = ModelCatalog.Find(id)!;

        ModelWords.Parameters(model.Id, model.Parameters.Where(one => one.Default is not null).ToDictionary(one => one.Name, one => one.Default!.Value)).ShouldBe(words);
    }

    private static ModelChoice Choice => ModelChoice.Of(ComparingCardsTests.View("&compare=off"));

    private static string Answer(bool former) => ComparingAnswer.Of(ComparingCardsTests.Report(former: former), ModelChoice.Of(ComparingCardsTests.View()));
}
