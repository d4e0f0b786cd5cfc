using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models.DataDriven;

public class PathModelsTests
{
    public static TheoryData<string> Rules() => [.. ModelCatalog.All.Where(model => model.OnPaths is not null).Select(model => model.Id)];

    private static PathCounts TableOf(Journey journey)
    {
        var builder = new PathCountsBuilder().Add(journey.Touches.Select(touch => touch.Channel), 2, 3, 500);
        return builder.Build(new PathTimes(
            [.. journey.Touches.Select(touch => (uint)(journey.Touches[^1].OccurredAt - touch.OccurredAt).TotalSeconds)], [(short)(journey.Milestone ?? -1)]));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_on_paths_is_the_rule_on_journeys(string id) =>
        Prop.ForAll(AJourney.Any, journey =>
        {
            var paths = TableOf(journey);
            var weights = ModelCatalog.Find(id)!.Default.Weigh(journey);
            var totals = PathModels.Of(paths, [id])[id].Totals;
            var expected = journey.Touches.Zip(weights).GroupBy(one => one.First.Channel).ToDictionary(one => one.Key, one => one.Sum(touch => touch.Second) / weights.Sum());
            paths.Channels.Select((channel, i) => Math.Abs(totals.Conversions[i] - (2 * expected[channel])) + Math.Abs(totals.Values[i] - (500 * expected[channel])))
                .Max().ShouldBeLessThan(1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Path_files_offer_every_rule_of_the_catalogue() =>
        PathModels.Models.Concat(PathModels.TimedModels).Where(ModelCatalog.RuleBased.Contains).ShouldBe(ModelCatalog.RuleBased, ignoreOrder: true);

    [Fact]
    public void Every_model_credits_every_conversion_and_all_value() =>
        Prop.ForAll(AnyPaths.Any, paths =>
        {
            var credits = PathModels.Of(paths, PathModels.Models);
            credits.Keys.ShouldBe(PathModels.Models, ignoreOrder: true);
            credits.Values.ShouldAllBe(credit => Math.Abs(credit.Totals.Conversions.Sum() - paths.TotalConversions) < 1e-9);
            // Where no value came the split of it is all zero.
            credits.Values.ShouldAllBe(credit => Math.Abs(credit.Totals.Values.Sum() - paths.TotalValue) < 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var paths = AnyPaths.Random(4, count: 3_000, channels: 10, longest: 12);
        var (one, four) = (PathModels.Of(paths, PathModels.Models, threads: 1), PathModels.Of(paths, PathModels.Models, threads: 4));

        PathModels.Models.ShouldAllBe(model =>
            one[model].Totals.Conversions.SequenceEqual(four[model].Totals.Conversions) && one[model].Totals.Values.SequenceEqual(four[model].Totals.Values));
    }

    [Fact]
    public void Large_chains_take_turns_and_come_to_the_same()
    {
        var paths = AnyPaths.Random(6, count: 15_000, channels: 60, longest: 12);

        var together = PathModels.Of(paths, ["markov_4", "markov_3", "markov_2"], threads: 4);

        together.Values.Select(credit => credit.Chain!.Order).ShouldBe([4, 3, 2], ignoreOrder: true);
        together.Values.ShouldAllBe(credit => credit.Chain!.RemovalEffects.SequenceEqual(MarkovFit.Of(paths, credit.Chain.Order, 1).RemovalEffects));
    }

    [Fact]
    public async Task Work_ends_where_nobody_waits_for_it_any_more()
    {
        var paths = AnyPaths.Random(7, count: 60_000, channels: 300, longest: 12);
        using var leaving = new CancellationTokenSource();
        var work = Task.Run(() => PathModels.Of(paths, PathModels.Models, 1, leaving.Token), CancellationToken.None);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(work);
        MarkovFit.Of(paths, 1).Channels.Count.ShouldBe(300);
    }

    [Fact]
    public void A_fraction_of_a_conversion_counts()
    {
        var credit = PathModels.Of(AnyPaths.Of((["a", "b"], 0.5, 0, 10), (["c"], 2, 0, 3)), ["linear"])["linear"].Totals;

        (credit.Conversions[0], credit.Conversions[1], credit.Values[1]).ShouldBe((0.25, 0.25, 5));
    }

    [Fact]
    public void What_is_no_path_is_refused()
    {
        var builder = new PathCountsBuilder();

        Should.Throw<InvalidOperationException>(() => builder.Close(1, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => builder.Add(["a"], -1));
        Should.Throw<ArgumentOutOfRangeException>(() => builder.Add(["a"], 0, 1, 5));
        Should.Throw<ArgumentException>(() => PathModels.Of(AnyPaths.Of((["a"], 1, 0, 0)), ["time_decay"]));
    }
}
