using System.Globalization;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Credits the conversions of aggregated paths under any of the models, as unrounded figures.</summary>
public static class PathModels
{
    private const string ChainPrefix = "markov_";
    private const string LedgerSuffix = "_ledger";

    // The only chance in it is the order in which sets of more than 20 channels are joined.
    private const ulong SamplingSeed = 0;

    /// <summary>Every model, in the order they are shown: rules, <c>shapley</c>, <c>markov_1</c> to <c>markov_4</c> (channel importance), <c>markov_1_ledger</c>.</summary>
    public static IReadOnlyList<string> Models { get; } =
        [.. Rules(timed: false), ModelIds.Shapley, "markov_1", "markov_2", "markov_3", "markov_4", "markov_1" + LedgerSuffix];

    /// <summary>Models that paths with times allow beside <see cref="Models"/>.</summary>
    public static IReadOnlyList<string> TimedModels { get; } = Rules(timed: true);

    /// <summary>What each model credits.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="models">Ids out of <see cref="Models"/>, or of <see cref="TimedModels"/> where the paths have times.</param>
    /// <param name="threads">Most threads, -1 for as many as there are; the result is the same for any number.</param>
    /// <exception cref="ArgumentException">There is no such model for these paths.</exception>
    public static IReadOnlyDictionary<string, PathCredit> Of(PathCounts paths, IReadOnlyList<string> models, int threads = -1)
    {
        if (models.FirstOrDefault(model => !Models.Contains(model) && !(paths.Times is not null && TimedModels.Contains(model))) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no model for these paths.", nameof(models));
        }

        var credits = new PathCredit[models.Count];
        var chains = new Lazy<MarkovFit>[5];
        for (var order = 1; order < chains.Length; order++)
        {
            var of = order;
            chains[of] = new(() => MarkovFit.Of(paths, of, threads));
        }

        // The slowest stand last in the list: they are taken first, so that no core waits for another's.
        Parallel.For(0, models.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            credits[^(i + 1)] = Credit(models[^(i + 1)], paths, chains, threads));
        return models.Zip(credits).ToDictionary(one => one.First, one => one.Second);
    }

    private static IReadOnlyList<string> Rules(bool timed) => [.. ModelCatalog.All.Where(model => model.OnPaths?.NeedsTimes == timed).Select(model => model.Id)];

    private static PathCredit Credit(string model, PathCounts paths, Lazy<MarkovFit>[] chains, int threads)
    {
        if (model == ModelIds.Shapley)
        {
            var fit = ShapleyFit.Of(paths, SamplingSeed, threads);
            return new(fit.Ledger(paths)) { HalfWidth = fit.HalfWidth };
        }

        if (ModelCatalog.Find(model)?.OnPaths is { } rule)
        {
            return new(rule.Credit(paths));
        }

        var ledger = model.EndsWith(LedgerSuffix, StringComparison.Ordinal);
        var order = int.Parse(model.AsSpan(ChainPrefix.Length, 1), CultureInfo.InvariantCulture);
        var chain = chains[order].Value;
        return ledger ? new(chain.Ledger(paths)) : new(chain.Importance(paths)) { Chain = chain };
    }
}

/// <summary>What a model credits to the channels of some paths.</summary>
/// <param name="Totals">By channel index.</param>
public sealed record PathCredit(ChannelTotals Totals)
{
    /// <summary>The chain, for channel importance.</summary>
    public MarkovFit? Chain { get; init; }

    /// <summary>For <c>shapley</c> half of the widest 95 % interval of a drawn value; 0 where all are exact.</summary>
    public double HalfWidth { get; init; }
}
