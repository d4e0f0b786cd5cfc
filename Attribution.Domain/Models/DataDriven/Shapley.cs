using System.Collections.Concurrent;
using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Shapley values of the channel sets, fitted daily.</summary>
/// <param name="Settings">What is asked of the journeys.</param>
public sealed record Shapley(FitSettings Settings) : IDataDrivenModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(
        ModelIds.Shapley, "Shapley value", FitSettings.Parameters, values => new Shapley(FitSettings.Of(values)))
    {
        Summary = "A channel earns by how much it raises the conversion rate of the channels it comes with, averaged over every order of joining them.",
        UseWhen = "Use it where which channels met a person matters, and not in which order.",
        Check = values => FitSettings.WholeFault(values),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.Shapley;

    /// <inheritdoc/>
    public double[] Weigh(Journey journey) => new Linear().Weigh(journey);

    /// <inheritdoc/>
    public ModelFit? Fit(FitRequest request)
    {
        var paths = request.Input.Paths;
        if (!Settings.IsEnough(request.Input))
        {
            return null;
        }

        var fit = ShapleyFit.Of(paths, request.Seed, request.Threads);
        var sets = new ShapleySets(paths, request.Seed, keepTerms: true);
        var replicates = Bootstrap.Run(
            paths, request.Replicates, request.Seed, request.Threads, replicate => Figures(ShapleyFit.Of(sets, replicate, threads: 1), replicate).ForReplicate());
        var document = FitDocument.Of(this, order: 0, request, Figures(fit, paths), replicates);
        return document with { Sets = [.. sets.Converting(paths)], Warnings = [.. document.Warnings, .. DrawnWarning(fit)] };
    }

    /// <inheritdoc/>
    public IFittedModel With(ModelFit fit) =>
        fit.Model == Id ? new FittedShapley(fit) : throw new ArgumentException($"A fit of {fit.Model} is none of {Id}.", nameof(fit));

    private static FitFigures Figures(ShapleyFit fit, PathCounts paths)
    {
        var shares = Array.ConvertAll(fit.Ledger(paths).Conversions, count => paths.TotalConversions > 0 ? count / paths.TotalConversions : 0);
        return new(fit.Weights(paths), shares, shares);
    }

    private static IEnumerable<string> DrawnWarning(ShapleyFit fit) =>
        fit.DrawnSets == 0 ? [] : [FormattableString.Invariant(
            $"{fit.DrawnSets} channel sets have more than {ShapleyGame.MostExact} channels: their values are drawn, and within ± {fit.HalfWidth:0.######} in 95 of 100 cases.")];
}

/// <summary>Credits by the channel sets of a fit; a set that the fit did not see is computed when it is asked for.</summary>
internal sealed class FittedShapley : IFittedModel
{
    private const int OnStack = 128;

    private readonly Dictionary<string, ushort> channels;
    private readonly SetIndex seen;
    private readonly double[] worth;
    private readonly ConcurrentDictionary<string, double[]> shares = new(StringComparer.Ordinal);
    private readonly ModelFit fit;

    public FittedShapley(ModelFit fit)
    {
        this.fit = fit;
        channels = fit.Channels.Select((channel, i) => (channel.Channel, i)).ToDictionary(one => one.Channel, one => (ushort)one.i, StringComparer.Ordinal);
        var sets = new ChannelSets();
        foreach (var set in fit.Sets)
        {
            sets.Add([.. set.Channels.Select(channel => (char)channel)]);
        }

        seen = new(sets, _ => true);
        worth = [.. fit.Sets.Select(set => set.Conversions / set.Journeys)];
    }

    public string Id => fit.Model;

    public double[] Weigh(Journey journey) => Credit(journey).Weights;

    public FittedWeights Credit(Journey journey)
    {
        var touches = journey.Touches;
        var steps = touches.Count <= OnStack ? stackalloc ushort[touches.Count] : new ushort[touches.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            if (!channels.TryGetValue(touches[i].Channel, out steps[i]))
            {
                return new(new Linear().Weigh(journey), FitMark.Linear);
            }
        }

        var set = ChannelSets.Of(steps, steps.Length <= OnStack ? stackalloc char[steps.Length] : new char[steps.Length]);
        var (of, weights) = (SharesOf(set), new double[steps.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = of[set.IndexOf((char)steps[i])] / steps.Count(steps[i]);
        }

        return new(weights, FitMark.Fitted);
    }

    private double[] SharesOf(ReadOnlySpan<char> set)
    {
        var known = shares.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(set, out var of))
        {
            of = new double[set.Length];
            ShapleyFit.Shares(ShapleyTerms.Values(set, seen, fit.Seed, worth), of);
            known[set] = of;
        }

        return of;
    }
}
