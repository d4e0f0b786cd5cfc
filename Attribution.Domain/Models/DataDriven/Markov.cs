using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Removal effects in a Markov chain, fitted daily.</summary>
/// <param name="Order">How many channels in a row make a state, 1 to 4.</param>
/// <param name="Settings">What is asked of the journeys.</param>
public sealed record Markov(int Order, FitSettings Settings) : IDataDrivenModel
{
    /// <summary>How the model is offered.</summary>
    public static ModelDescription Description { get; } = new(ModelIds.Markov, "Markov chain", [
        new("order", "Order of the chain", 1, 1, 4, "channels", "How many channels in a row are looked at together."),
        .. FitSettings.Parameters,
    ], values => new Markov((int)values.GetValueOrDefault("order", 1), FitSettings.Of(values)))
    {
        Summary = "A channel earns by how many conversions would be lost without it, learned from journeys that bought and journeys that did not.",
        UseWhen = "Use it where you have some hundred orders a month and want the data, not a rule, to say which channels matter.",
        Check = values => FitSettings.WholeFault(values, "order"),
    };

    /// <inheritdoc/>
    public string Id => ModelIds.Markov;

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

        using var graph = MarkovGraph.Of(paths, Order);
        var figures = Figures(MarkovFit.Of(graph, paths, request.Threads), paths);
        var replicates = Bootstrap.Run(
            paths, request.Replicates, request.Seed, request.Threads, replicate => Figures(MarkovFit.Of(graph, replicate, threads: 1), replicate).ForReplicate());
        return FitDocument.Of(this, Order, request, figures, replicates);
    }

    /// <inheritdoc/>
    public IFittedModel With(ModelFit fit) =>
        fit.Model == Id ? new FittedMarkov(fit) : throw new ArgumentException($"A fit of {fit.Model} is none of {Id}.", nameof(fit));

    private static FitFigures Figures(MarkovFit fit, PathCounts paths)
    {
        double[] Shares(double[] conversions) => Array.ConvertAll(conversions, count => paths.TotalConversions > 0 ? count / paths.TotalConversions : 0);
        return new([.. fit.RemovalEffects], Shares(fit.Importance(paths).Conversions), Shares(fit.Ledger(paths).Conversions));
    }
}

/// <summary>Credits by the removal effects of a fit.</summary>
internal sealed class FittedMarkov(ModelFit fit) : IFittedModel
{
    private readonly Dictionary<string, double> weights = fit.Channels.ToDictionary(channel => channel.Channel, channel => channel.Weight, StringComparer.Ordinal);
    private readonly double mean = fit.Channels.Average(channel => channel.Weight);

    public string Id => fit.Model;

    public double[] Weigh(Journey journey) => Credit(journey).Weights;

    public FittedWeights Credit(Journey journey)
    {
        var mark = FitMark.Fitted;
        var shares = new double[journey.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            if (!weights.TryGetValue(journey.Touches[i].Channel, out shares[i]))
            {
                (shares[i], mark) = (mean, FitMark.NewChannel);
            }
        }

        return Array.Exists(shares, share => share > 0) ? new(shares, mark) : new(new Linear().Weigh(journey), FitMark.Linear);
    }
}
