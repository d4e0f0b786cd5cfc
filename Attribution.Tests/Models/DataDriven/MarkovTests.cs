using System.Text.Json;
using Attribution.Domain.Models.DataDriven;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models.DataDriven;

public class MarkovTests
{
    public static TheoryData<string> Published() => [.. Vector.Read("07_markov_published_small").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    private static double ErrorOf(double actual, double expected) => Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), double.Epsilon);

    private static double[] ErrorsOf(JsonElement exact, string field, IReadOnlyList<string> channels, IReadOnlyList<double> actual) =>
        exact.TryGetProperty(field, out var expected) ? [.. channels.Select((channel, i) => ErrorOf(actual[i], expected.GetProperty(channel).GetDouble()))] : [];

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_chains_are_met(string name)
    {
        var vector = Vector.Read("07_markov_published_small").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        var paths = AnyPaths.Of([.. vector.GetProperty("paths").EnumerateArray()
            .Select(row => (row[0].GetString()!.Split(" > "), row[1].GetDouble(), row[3].GetDouble(), row[2].GetDouble()))]);
        var exact = vector.GetProperty("exact");

        var fit = MarkovFit.Of(paths, 1);

        ErrorOf(fit.PConversion, exact.GetProperty("p_conversion").GetDouble()).ShouldBeLessThan(1e-12);
        fit.ExpectedValue.ShouldBe(exact.GetProperty("expected_value").GetDouble(), 1e-9);
        double[] errors =
        [
            .. ErrorsOf(exact, "removal_effect", paths.Channels, fit.RemovalEffects),
            .. ErrorsOf(exact, "removal_effect_value", paths.Channels, fit.ValueRemovalEffects),
            .. ErrorsOf(exact, "conversions", paths.Channels, fit.Importance(paths).Conversions),
            .. ErrorsOf(exact, "value", paths.Channels, fit.Importance(paths).Values),
        ];
        errors.Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_rare_channel_keeps_its_due()
    {
        var one = Vector.Cases("24_channelattribution_quirks").Last();
        var paths = AnyPaths.Of([.. one.GetProperty("input").EnumerateArray().Select(row => (row[0].GetString()!.Split(" > "), row[1].GetDouble(), row[2].GetDouble(), 0d))]);

        var conversions = MarkovFit.Of(paths, 1).Importance(paths).Conversions;

        ErrorsOf(one, "right", paths.Channels, conversions).Max().ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_must_hold_for_free_holds(int order) =>
        Prop.ForAll(AnyPaths.Any, paths =>
        {
            var fit = MarkovFit.Of(paths, order);
            Math.Abs(fit.PConversion - (paths.TotalConversions / (paths.TotalConversions + paths.TotalNulls))).ShouldBeLessThan(1e-12);
            fit.RemovalEffects.ShouldAllBe(effect => effect >= 0 && effect <= 1);
            fit.RemovalEffects.Sum().ShouldBeGreaterThanOrEqualTo(1 - 1e-12);
            fit.Importance(paths).Conversions.Sum().ShouldBe(paths.TotalConversions, 1e-9);
            fit.Ledger(paths).Conversions.Sum().ShouldBe(paths.TotalConversions, 1e-9);
            fit.Ledger(paths).Values.Sum().ShouldBe(paths.TotalValue, 1e-6);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Removing_a_channel_and_solving_anew_says_the_same(int order) =>
        Prop.ForAll(AnyPaths.Any, paths => ShouldBeAsByHand(paths, order)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void So_it_does_for_many_paths(int order) => ShouldBeAsByHand(AnyPaths.Random(7, count: 300, channels: 6, longest: 12), order);

    [Fact]
    public void More_states_than_are_solved_densely_say_the_same()
    {
        var paths = AnyPaths.Random(3, count: 4_000, channels: 600, longest: 5);

        var fit = MarkovFit.Of(paths, 1);

        paths.Channels.Count.ShouldBeGreaterThan(512);
        var hand = new RemovalByHand(paths, 1);
        foreach (var channel in new[] { 0, 200, 500 })
        {
            fit.RemovalEffects[channel].ShouldBe(hand.Effect(paths.Channels[channel]), 1e-11);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Self_loops_change_nothing(int order) =>
        Prop.ForAll(AnyPaths.Any, paths =>
        {
            var (fit, hand) = (MarkovFit.Of(paths, order), new RemovalByHand(paths, order, withoutLoops: true));
            paths.Channels.Select((channel, i) => Math.Abs(fit.RemovalEffects[i] - hand.Effect(channel))).Max().ShouldBeLessThan(1e-10);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Any_number_of_threads_gives_the_same_bits(int order)
    {
        var paths = AnyPaths.Random(11, count: 5_000, channels: 9, longest: 15);

        MarkovFit.Of(paths, order, threads: 4).RemovalEffects.ShouldBe(MarkovFit.Of(paths, order, threads: 1).RemovalEffects);
    }

    [Fact]
    public void Where_nothing_converted_nothing_earns()
    {
        var paths = AnyPaths.Of((["a", "b"], 0, 5, 0));

        MarkovFit.Of(paths, 1).RemovalEffects.ShouldAllBe(effect => effect == 0);
        MarkovFit.Of(paths, 2).Importance(paths).Conversions.Sum().ShouldBe(0);
    }

    private static void ShouldBeAsByHand(PathCounts paths, int order)
    {
        var (fit, hand) = (MarkovFit.Of(paths, order), new RemovalByHand(paths, order));
        for (var channel = 0; channel < paths.Channels.Count; channel++)
        {
            fit.RemovalEffects[channel].ShouldBe(hand.Effect(paths.Channels[channel]), 1e-11);
            fit.ValueRemovalEffects[channel].ShouldBe(hand.Effect(paths.Channels[channel], ofValue: true), 1e-11);
        }
    }
}
