using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Tests.Models.DataDriven;

public class UncertaintyTests
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static FitRequest Request(FitInput input, int store = 1) => new(input, Day.AddDays(-89), Day, FitSeed.Of(new StoreId(store), Day));

    private static FitRequest Request(PathCounts paths) => Request(new FitInput(paths, 10, 0));

    private static ModelFit Markov(FitRequest request, int order = 1) => new Markov(order, new FitSettings()).Fit(request).ShouldNotBeNull();

    private static ModelFit Shapley(FitRequest request) => new Shapley(new FitSettings()).Fit(request).ShouldNotBeNull();

    /// <summary>Conversions that a channel's journeys led to, per journey, as its removal effect tells: what two equal channels have in common.</summary>
    private static (double Difference, Interval Interval) Lead(FitInput input)
    {
        var paths = input.Paths;
        var (old, other) = (paths.Channels.ToList().IndexOf(TwoEqualChannels.Old), paths.Channels.ToList().IndexOf(TwoEqualChannels.New));
        double PerJourney(MarkovFit fit, PathCounts counts, int channel) => fit.RemovalEffects[channel] * counts.TotalConversions / JourneysWith(counts, channel);
        double Difference(PathCounts counts)
        {
            var fit = MarkovFit.Of(counts, 1, threads: 1);
            return PerJourney(fit, counts, other) - PerJourney(fit, counts, old);
        }

        var replicates = Bootstrap.Run(paths, 200, 7, -1, replicate => [Difference(replicate)]);
        return (Difference(paths), Bootstrap.IntervalOf(Array.ConvertAll(replicates, one => one[0])));
    }

    private static double JourneysWith(PathCounts counts, int channel)
    {
        var journeys = 0d;
        for (var path = 0; path < counts.Count; path++)
        {
            journeys += counts.Path(path).Contains((ushort)channel) ? counts.Conversions[path] + counts.Nulls[path] : 0;
        }

        return journeys;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_two_equal_channels_the_one_launched_last_month_comes_out_equal(int seed)
    {
        var lead = Lead(TwoEqualChannels.Mature(seed));

        lead.Interval.Holds(0).ShouldBeTrue($"{lead}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_censoring_the_young_it_would_seem_better_than_it_is(int seed)
    {
        var lead = Lead(TwoEqualChannels.WithoutYoungNulls(seed));

        lead.Interval.Low.ShouldBeGreaterThan(0.01, $"{lead}");
    }

    [Fact]
    public void Intervals_hold_the_figures_they_are_about()
    {
        var request = Request(AnyPaths.Random(1, count: 400, channels: 6, longest: 6));

        foreach (var fit in new[] { Markov(request), Markov(request, order: 2), Shapley(request) })
        {
            fit.Channels.ShouldAllBe(channel => channel.ShareInterval!.Holds(channel.Share));
            fit.Channels.Sum(channel => channel.Share).ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Intervals_are_as_wide_as_theory_says()
    {
        // One channel of two, one touch each: the share is a share of conversions, and its standard error √(p (1 − p) / n).
        var fit = Markov(Request(AnyPaths.Of((["a"], 300, 700, 0), (["b"], 100, 900, 0))) with { Replicates = 2_000 });

        var width = fit.Channels[0].ShareInterval!.High - fit.Channels[0].ShareInterval!.Low;

        width.ShouldBe(2 * 1.96 * Math.Sqrt(0.75 * 0.25 / 400), 0.006);
    }

    [Fact]
    public void Two_models_of_a_day_differ_clearly_only_where_they_do()
    {
        var request = Request(AnyPaths.Of(
            (["a"], 50, 10, 0), (["b"], 50, 5_000, 0), (["a", "b"], 400, 400, 0), (["c"], 60, 60, 0), (["d"], 61, 60, 0)));

        var differences = FitComparison.Between(Markov(request), Shapley(request)).ToDictionary(one => one.Channel);

        differences["a"].IsClear.ShouldBeTrue();
        differences["c"].IsClear.ShouldBeFalse();
        differences.Values.Sum(one => one.Difference).ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Two_periods_alike_show_no_clear_difference_and_two_unlike_do()
    {
        var former = Markov(Request(AnyPaths.Of((["a"], 200, 900, 0), (["b"], 200, 900, 0))));
        var alike = Markov(Request(new FitInput(AnyPaths.Of((["a"], 208, 900, 0), (["b"], 200, 900, 0)), 10, 0), store: 2));
        var unlike = Markov(Request(new FitInput(AnyPaths.Of((["a"], 300, 900, 0), (["b"], 200, 900, 0), (["new"], 50, 10, 0)), 10, 0), store: 2));

        FitComparison.Between(former, alike).ShouldAllBe(difference => !difference.IsClear);
        FitComparison.Between(former, unlike).Single(difference => difference.Channel == "new").IsClear.ShouldBeTrue();
    }

    [Fact]
    public void In_shares_of_two_totals_a_difference_grows_with_them()
    {
        var former = Markov(Request(AnyPaths.Of((["a"], 200, 900, 0), (["b"], 200, 900, 0))));
        var alike = Markov(Request(new FitInput(AnyPaths.Of((["a"], 208, 900, 0), (["b"], 200, 900, 0)), 10, 0), store: 2));

        var tenfold = FitComparison.Between(former, 1_000, alike, 10_000);

        tenfold.Sum(one => one.Difference).ShouldBe(9_000, 1e-6);
        tenfold.ShouldAllBe(difference => difference.IsClear && difference.Interval.Holds(difference.Difference));
    }

    [Fact]
    public void A_fit_is_the_same_for_any_number_of_threads_and_survives_being_stored()
    {
        var request = Request(AnyPaths.Random(2, count: 500, channels: 8, longest: 7));

        foreach (var model in new IDataDrivenModel[] { new Markov(1, new FitSettings()), new Markov(3, new FitSettings()), new Shapley(new FitSettings()) })
        {
            var text = JsonSerializer.Serialize(model.Fit(request with { Threads = 1 }));

            JsonSerializer.Serialize(model.Fit(request with { Threads = 4 })).ShouldBe(text);
            JsonSerializer.Serialize(JsonSerializer.Deserialize<ModelFit>(text)).ShouldBe(text);
        }
    }

    [Fact]
    public void The_hash_tells_whether_anything_changed()
    {
        var request = Request(AnyPaths.Random(2, count: 300, channels: 4, longest: 4));
        string Hash(FitRequest of, int order = 1) => Markov(of, order).InputHash;

        Hash(request).ShouldBe(Hash(request with { Threads = 1 }));
        string[] hashes = [Hash(request), Hash(request, 2), Hash(request with { Seed = 9 }), Hash(Request(AnyPaths.Random(3, count: 300, channels: 4, longest: 4)))];
        hashes.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Too_few_conversions_give_no_fit()
    {
        new Markov(1, new FitSettings()).Fit(Request(AnyPaths.Of((["a"], 99, 500, 0)))).ShouldBeNull();
        new Shapley(new FitSettings(MinConversions: 99)).Fit(Request(AnyPaths.Of((["a"], 99, 500, 0)))).ShouldNotBeNull();
    }

    [Fact]
    public void A_fit_says_what_to_doubt()
    {
        var warnings = Markov(Request(new FitInput(AnyPaths.Of((["a"], 200, 0, 0)), 12, 900))).Warnings;

        warnings[0].ShouldStartWith("No journey without a conversion was counted");
        warnings[1].ShouldContain("conversions take up to 12 days here");
    }
}
