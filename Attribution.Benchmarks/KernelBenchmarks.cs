using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using BenchmarkDotNet.Attributes;

namespace Attribution.Benchmarks;

/// <summary>Time a touch of each rule-based model over a million journeys: the column Mean is nanoseconds a touch.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Count = 1_000_000;
    private const int Touches = 4_550_000;

    private Journey[] journeys = [];
    private IAttributionModel model = new Linear();

    /// <summary>The models.</summary>
    public static IEnumerable<string> Models => ModelCatalog.RuleBased;

    /// <summary>The model to measure.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = ModelIds.Linear;

    /// <summary>Makes the journeys; not measured.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        if (SyntheticJourneys.TouchesIn(Count) != Touches)
        {
            throw new InvalidOperationException("The mean would not be a time a touch.");
        }

        journeys = SyntheticJourneys.Make(Count, seed: 20_260_101);
        model = ModelCatalog.Find(Model)!.Default;
    }

    /// <summary>Weights alone.</summary>
    [Benchmark(OperationsPerInvoke = Touches)]
    public double Weigh()
    {
        var sum = 0d;
        foreach (var journey in journeys)
        {
            sum += model.Weigh(journey)[0];
        }

        return sum;
    }

    /// <summary>Weights and both exact splits, credits and money, as an order gets them.</summary>
    [Benchmark(OperationsPerInvoke = Touches)]
    public long Credit()
    {
        var sum = 0L;
        foreach (var journey in journeys)
        {
            sum += CreditSplit.Of(model, journey, 19_999).Minor[0];
        }

        return sum;
    }
}
