using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models.DataDriven;

public class FittedModelTests
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static readonly PathCounts Paths = AnyPaths.Of(
        (["email"], 100, 300, 0), (["direct"], 20, 400, 0), (["email", "direct"], 80, 100, 0), (["paid_search"], 0, 50, 0), (["email", "email", "direct"], 10, 5, 0),
        (["referral", "email"], 5, 20, 0));

    private static IFittedModel Fitted(IDataDrivenModel model) =>
        model.With(model.Fit(new FitRequest(new FitInput(Paths, 5, 0), Day, Day, 1) { Replicates = 0 })!);

    private static IFittedModel Markov => Fitted(new Markov(1, new FitSettings()));

    private static IFittedModel Shapley => Fitted(new Shapley(new FitSettings()));

    private static double[] Shares(FittedWeights credit) => [.. credit.Weights.Select(weight => weight / credit.Weights.Sum())];

    [Fact]
    public void Markov_splits_by_removal_effects()
    {
        var chain = MarkovFit.Of(Paths, 1);
        var (email, direct) = (chain.RemovalEffects[0], chain.RemovalEffects[1]);

        var credit = Markov.Credit(AJourney.Of("email", "direct", "email"));

        credit.Mark.ShouldBe(FitMark.Fitted);
        Shares(credit)[1].ShouldBe(direct / (email + direct + email), 1e-12);
    }

    [Fact]
    public void A_new_channel_weighs_the_mean_of_the_known_and_is_marked()
    {
        var mean = MarkovFit.Of(Paths, 1).RemovalEffects.Average();

        var credit = Markov.Credit(AJourney.Of("email", "podcast"));

        (credit.Weights[1], credit.Mark).ShouldBe((mean, FitMark.NewChannel));
        Shapley.Credit(AJourney.Of("email", "podcast")).ShouldSatisfyAllConditions(
            it => it.Mark.ShouldBe(FitMark.Linear), it => it.Weights.ShouldBe([1, 1]));
    }

    [Fact]
    public void Channels_seen_in_null_journeys_only_are_split_as_linear_and_marked()
    {
        var credit = Markov.Credit(AJourney.Of("paid_search", "paid_search"));

        (credit.Weights[0], credit.Weights[1], credit.Mark).ShouldBe((1, 1, FitMark.Linear));
    }

    [Fact]
    public void Shapley_divides_a_channels_value_over_its_touches()
    {
        var values = ShapleyFit.Of(Paths, 1).ValuesOf(["email", "direct"]);

        var shares = Shares(Shapley.Credit(AJourney.Of("email", "direct", "email")));

        shares[1].ShouldBe(values["direct"] / values.Values.Sum(), 1e-12);
        shares[0].ShouldBe(values["email"] / values.Values.Sum() / 2, 1e-12);
    }

    [Fact]
    public void Shapley_computes_a_set_that_it_never_saw()
    {
        // Email alone converts 100 of 400, paid search alone none, both were never seen together: clipped at 0 paid search earns nothing.
        var credit = Shapley.Credit(AJourney.Of("paid_search", "email"));

        (credit.Mark, Shares(credit)[1]).ShouldBe((FitMark.Fitted, 1));
    }

    [Fact]
    public void Every_journey_can_be_split_exactly() =>
        Prop.ForAll(AJourney.Any, journey => new[] { Markov, Shapley, new Markov(2, new FitSettings()).Fit(
                new FitRequest(new FitInput(Paths, 5, 0), Day, Day, 1) { Replicates = 0 }) is { } fit ? new Markov(2, new FitSettings()).With(fit) : Markov }
            .All(model => CreditSplit.Of(model, journey, 19_999) is var split && split.Millionths.Sum() == CreditSplit.Whole && split.Minor.Sum() == 19_999))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Credits_of_the_journeys_fitted_add_up_to_the_shares_of_the_fit()
    {
        foreach (var model in new IDataDrivenModel[] { new Markov(1, new FitSettings()), new Shapley(new FitSettings()) })
        {
            var fit = model.Fit(new FitRequest(new FitInput(Paths, 5, 0), Day, Day, 1) { Replicates = 0 })!;
            double[] credits = new double[Paths.Channels.Count];
            for (var path = 0; path < Paths.Count; path++)
            {
                var steps = Paths.Path(path).ToArray();
                var shares = Shares(model.With(fit).Credit(AJourney.Of([.. steps.Select(step => Paths.Channels[step])])));
                steps.Zip(shares).ToList().ForEach(one => credits[one.First] += one.Second * Paths.Conversions[path] / Paths.TotalConversions);
            }

            fit.Channels.Select((channel, i) => Math.Abs(channel.Share - credits[i])).Max().ShouldBeLessThan(1e-12);
        }
    }

    [Fact]
    public void Without_a_fit_linear_stands_in_and_another_models_fit_is_refused()
    {
        var journey = AJourney.Of("a", "b");
        ModelCatalog.DataDriven.ShouldAllBe(model => model.Default.Weigh(journey).SequenceEqual(new Linear().Weigh(journey)));
        var fit = new Shapley(new FitSettings()).Fit(new FitRequest(new FitInput(Paths, 5, 0), Day, Day, 1) { Replicates = 0 })!;

        Should.Throw<ArgumentException>(() => new Markov(1, new FitSettings()).With(fit));
    }

    [Theory]
    [InlineData("markov", "order", 5, "5 is outside 1 to 4 channels. Send a number inside.")]
    [InlineData("markov", "order", 1.5, "1.5 is no whole number. Send one, such as 2.")]
    [InlineData("shapley", "windowDays", 3, "3 is outside 7 to 365 days. Send a number inside.")]
    public void Parameters_are_checked(string model, string name, double value, string message) =>
        ModelCatalog.Create(model, new Dictionary<string, double> { [name] = value }).ShouldBeOfType<ModelCreation.Refused>().Errors[name].ShouldBe([message]);

    [Fact]
    public void Parameters_make_the_model() =>
        ModelCatalog.Create("markov", new Dictionary<string, double> { ["order"] = 3, ["windowDays"] = 30, ["nulls"] = 0 })
            .ShouldBeOfType<ModelCreation.Created>().Model.ShouldBe(new Markov(3, new FitSettings(30, 100, false)));
}
