using System.Text.Json;
using Attribution.Domain.Models.DataDriven;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models.DataDriven;

public class ShapleyTests
{
    public static TheoryData<string> Published() => [.. Vector.Read("08_shapley_published_small").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    /// <summary>Each order of joining, one after the other.</summary>
    internal static double[] ByPermutations(int players, Func<int, double> worth)
    {
        var (values, orders) = (new double[players], 0);
        foreach (var order in Orders([.. Enumerable.Range(0, players)]))
        {
            orders++;
            var joined = 0;
            foreach (var player in order)
            {
                values[player] += worth(joined | 1 << player) - worth(joined);
                joined |= 1 << player;
            }
        }

        return [.. values.Select(value => value / orders)];
    }

    private static IEnumerable<int[]> Orders(int[] players) =>
        players.Length == 0 ? [[]] : players.SelectMany(player => Orders([.. players.Where(other => other != player)]).Select(rest => (int[])[player, .. rest]));

    internal static double[] WorthOf(JsonElement vector, string[] players)
    {
        int Mask(string set) => set.Split('+', StringSplitOptions.RemoveEmptyEntries).Sum(player => 1 << Array.IndexOf(players, player));
        var worth = new double[1 << players.Length];
        if (vector.TryGetProperty("v", out var told))
        {
            foreach (var set in told.EnumerateObject())
            {
                worth[Mask(set.Name)] = set.Value.GetDouble();
            }

            return worth;
        }

        var sets = vector.GetProperty("set_worth").EnumerateObject().Select(set => (Mask: Mask(set.Name), Worth: set.Value.GetDouble())).ToList();
        return [.. worth.Select((_, coalition) => sets.Where(set => (set.Mask & coalition) == set.Mask).Sum(set => set.Worth))];
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_games_are_met(string name)
    {
        var vector = Vector.Read("08_shapley_published_small").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        var expected = vector.TryGetProperty("published", out var published) ? published : vector.GetProperty("ours");
        string[] players = [.. expected.EnumerateObject().Select(player => player.Name)];

        var values = ShapleyGame.Values(players.Length, WorthOf(vector, players));

        players.Select((player, i) => Math.Abs(values[i] - expected.GetProperty(player).GetDouble()) / expected.GetProperty(player).GetDouble()).Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Every_order_of_joining_says_the_same() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 1_000), 64).ToArbitrary(), figures =>
        {
            double[] worth = [0, .. figures.Skip(1).Select(figure => figure / 1_000d)];
            var values = ShapleyGame.Values(6, worth);
            values.Zip(ByPermutations(6, coalition => worth[coalition]), (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(1e-13);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fit_is_the_game_of_conversion_rates() =>
        Prop.ForAll(AnyPaths.Any, paths =>
        {
            var fit = ShapleyFit.Of(paths, seed: 1);
            string[] channels = [.. paths.Path(0).ToArray().Distinct().Select(step => paths.Channels[step])];
            var byHand = ByPermutations(channels.Length, coalition => RateOf(paths, [.. channels.Where((_, i) => (coalition >> i & 1) != 0)]));
            var values = fit.ValuesOf(channels);
            channels.Select((channel, i) => Math.Abs(values[channel] - byHand[i])).Max().ShouldBeLessThan(1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_ledger_adds_up_and_only_who_was_there_earns() =>
        Prop.ForAll(AnyPaths.Any, paths =>
        {
            var ledger = ShapleyFit.Of(paths, seed: 1).Ledger(paths);
            ledger.Conversions.Sum().ShouldBe(paths.TotalConversions, 1e-9);
            ledger.Values.Sum().ShouldBe(paths.TotalValue, 1e-6);
            ledger.Conversions.ShouldAllBe(count => count >= 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_than_twenty_channels_are_drawn_alike_from_one_seed_and_near_the_truth()
    {
        string[] many = [.. Enumerable.Range(0, 22).Select(i => $"c{i:00}")];
        var paths = AnyPaths.Of([(many, 10, 10, 0d), .. many.Select((channel, i) => ((string[])[channel], i + 1d, 30d - i, 0d))]);

        var fit = ShapleyFit.Of(paths, seed: 5);

        // Alone and all together is all that was seen: what a channel does alone counts 1/22, and all share the rest.
        var values = fit.ValuesOf(many);
        (values["c21"] - values["c00"]).ShouldBe(21d / 31 / 22, 4 * fit.HalfWidth + 1e-9);
        (fit.DrawnSets, fit.HalfWidth).ShouldSatisfyAllConditions(it => it.DrawnSets.ShouldBe(1), it => it.HalfWidth.ShouldBeInRange(0.0001, 0.05));
        ShapleyFit.Of(paths, seed: 5, threads: 1).ValuesOf(many).ShouldBe(values);
        values.Values.Sum().ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void Coalitions_that_are_not_all_there_are_refused() =>
        Should.Throw<ArgumentException>(() => ShapleyGame.Values(3, new double[7])).Message.ShouldStartWith("3 players have 8 coalitions, not 7.");

    internal static double RateOf(PathCounts paths, string[] set)
    {
        var (conversions, journeys) = (0d, 0d);
        for (var path = 0; path < paths.Count; path++)
        {
            if (paths.Path(path).ToArray().Select(step => paths.Channels[step]).ToHashSet().SetEquals(set))
            {
                conversions += paths.Conversions[path];
                journeys += paths.Conversions[path] + paths.Nulls[path];
            }
        }

        return conversions > 0 ? conversions / journeys : 0;
    }
}
