using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Models.DataDriven;
using Xunit.Abstractions;

namespace Attribution.Tests.Models.DataDriven;

/// <summary>
/// The largest relative errors of the data-driven models, as figures: <c>dotnet test Attribution.Tests --filter FullyQualifiedName~LargestErrors --logger "console;verbosity=detailed"</c>.
/// </summary>
public class LargestErrorsTests(ITestOutputHelper output)
{
    private static double ErrorOf(double actual, double expected) =>
        actual.Equals(expected) ? 0 : Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), double.Epsilon);

    private static IEnumerable<double> ErrorsOf(JsonElement exact, string field, IReadOnlyList<string> channels, IReadOnlyList<double> actual) =>
        exact.TryGetProperty(field, out var expected) ? channels.Select((channel, i) => ErrorOf(actual[i], expected.GetProperty(channel).GetDouble())) : [];

    private void ShouldBeSmall(string what, IEnumerable<double> errors)
    {
        double[] all = [.. errors];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {all.Max():0.0e+0} at most, of {all.Length:#,0} figures"));
        all.Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Against_the_published_chains() => ShouldBeSmall("markov 1, vector 07", Vector.Read("07_markov_published_small").EnumerateArray().SelectMany(vector =>
    {
        var paths = AnyPaths.Of([.. vector.GetProperty("paths").EnumerateArray()
            .Select(row => (row[0].GetString()!.Split(" > "), row[1].GetDouble(), row[3].GetDouble(), row[2].GetDouble()))]);
        var (fit, exact) = (MarkovFit.Of(paths, 1), vector.GetProperty("exact"));
        return (double[])
        [
            ErrorOf(fit.PConversion, exact.GetProperty("p_conversion").GetDouble()),
            .. ErrorsOf(exact, "removal_effect", paths.Channels, fit.RemovalEffects),
            .. ErrorsOf(exact, "removal_effect_value", paths.Channels, fit.ValueRemovalEffects),
            .. ErrorsOf(exact, "conversions", paths.Channels, fit.Importance(paths).Conversions),
            .. ErrorsOf(exact, "value", paths.Channels, fit.Importance(paths).Values),
        ];
    }));

    [Fact]
    public void Against_the_published_games() => ShouldBeSmall("shapley, vector 08", Vector.Read("08_shapley_published_small").EnumerateArray().SelectMany(vector =>
    {
        var expected = vector.TryGetProperty("published", out var published) ? published : vector.GetProperty("ours");
        string[] players = [.. expected.EnumerateObject().Select(player => player.Name)];
        var values = ShapleyGame.Values(players.Length, ShapleyTests.WorthOf(vector, players));
        return players.Select((player, i) => ErrorOf(values[i], expected.GetProperty(player).GetDouble()));
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Against_every_channel_removed_and_solved_anew(int order)
    {
        var paths = AnyPaths.Random(7, count: 120, channels: 6, longest: 8);
        var (fit, hand) = (MarkovFit.Of(paths, order), new RemovalByHand(paths, order));

        ShouldBeSmall($"markov {order}, by hand", paths.Channels.SelectMany((channel, i) => (double[])
            [ErrorOf(fit.RemovalEffects[i], hand.Effect(channel)), ErrorOf(fit.ValueRemovalEffects[i], hand.Effect(channel, ofValue: true))]));
    }

    [Fact]
    public void Against_every_order_of_joining()
    {
        var random = new Random(5);
        ShouldBeSmall("shapley, by permutations", Enumerable.Range(0, 40).SelectMany(_ =>
        {
            double[] worth = [0, .. Enumerable.Range(1, 127).Select(_ => random.NextDouble())];
            var byHand = ShapleyTests.ByPermutations(7, coalition => worth[coalition]);
            return ShapleyGame.Values(7, worth).Zip(byHand, (one, other) => Math.Abs(one - other) / byHand.Max(Math.Abs));
        }));
    }

    [Fact]
    public void Against_every_order_of_joining_in_a_fit()
    {
        var paths = AnyPaths.Random(9, count: 400, channels: 7, longest: 9);
        var fit = ShapleyFit.Of(paths, seed: 1);
        ShouldBeSmall("shapley of paths, by permutations", Enumerable.Range(0, 60).SelectMany(path =>
        {
            string[] channels = [.. paths.Path(path).ToArray().Distinct().Select(step => paths.Channels[step])];
            double Worth(int coalition) => ShapleyTests.RateOf(paths, [.. channels.Where((_, i) => (coalition >> i & 1) != 0)]);
            double[] worths = [.. Enumerable.Range(0, 1 << channels.Length).Select(Worth)];
            var byHand = ShapleyTests.ByPermutations(channels.Length, coalition => worths[coalition]);
            var values = fit.ValuesOf(channels);
            // Of the largest, as a value may be 0 by chance.
            return channels.Select((channel, i) => Math.Abs(values[channel] - byHand[i]) / Math.Max(byHand.Max(Math.Abs), 1e-9));
        }));
    }
}
