using System.Collections.Concurrent;
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
    /// <param name="threads">Most threads, -1 for as many as the pool gives, one a core inside a fit; the result is the same for any number.</param>
    /// <param name="cancellationToken">Ends the computing.</param>
    /// <exception cref="ArgumentException">There is no such model for these paths.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static IReadOnlyDictionary<string, PathCredit> Of(
        PathCounts paths, IReadOnlyList<string> models, int threads = -1, CancellationToken cancellationToken = default)
    {
        if (models.FirstOrDefault(model => !Models.Contains(model) && !(paths.Times is not null && TimedModels.Contains(model))) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no model for these paths.", nameof(models));
        }

        var credits = new ConcurrentDictionary<string, PathCredit>(StringComparer.Ordinal);
        var chains = new ChainTurns(paths, threads, chain => Credit(chain, paths, models, credits), cancellationToken);
        // The slowest stand last in the list: they are taken first, so that no core waits for another's.
        string[] work = [.. models.Reverse().DistinctBy(model => OrderOf(model)?.ToString(CultureInfo.InvariantCulture) ?? model)];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, i =>
        {
            if (OrderOf(work[i]) is { } order)
            {
                chains.Solve(order);
            }
            else
            {
                credits[work[i]] = Credit(work[i], paths, threads, cancellationToken);
            }
        });
        return models.ToDictionary(model => model, model => credits[model]);
    }

    private static IReadOnlyList<string> Rules(bool timed) => [.. ModelCatalog.All.Where(model => model.OnPaths?.NeedsTimes == timed).Select(model => model.Id)];

    private static int? OrderOf(string model) =>
        model.StartsWith(ChainPrefix, StringComparison.Ordinal) ? int.Parse(model.AsSpan(ChainPrefix.Length, 1), CultureInfo.InvariantCulture) : null;

    private static void Credit(MarkovFit chain, PathCounts paths, IReadOnlyList<string> models, ConcurrentDictionary<string, PathCredit> credits)
    {
        foreach (var model in models.Where(model => OrderOf(model) == chain.Order))
        {
            credits[model] = model.EndsWith(LedgerSuffix, StringComparison.Ordinal) ? new(chain.Ledger(paths)) : new(chain.Importance(paths)) { Chain = chain };
        }
    }

    private static PathCredit Credit(string model, PathCounts paths, int threads, CancellationToken cancellationToken)
    {
        if (ModelCatalog.Find(model)?.OnPaths is { } rule)
        {
            return new(rule.Credit(paths));
        }

        var fit = ShapleyFit.Of(paths, SamplingSeed, threads, cancellationToken);
        return new(fit.Ledger(paths)) { HalfWidth = fit.HalfWidth };
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
