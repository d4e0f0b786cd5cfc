using System.Diagnostics;
using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Benchmarks.Engine;

/// <summary>What the engine is promised to do in how much time, each measured several times: the best round, the median, and the promise.</summary>
internal static class EngineBenchmark
{
    private const int Rounds = 7;
    private const int Seed = 20_260_101;

    public static void Run()
    {
        Console.WriteLine(
            $"Cores: {Environment.ProcessorCount}. Best and median of {Rounds} rounds after one to warm up, and the processor time of a round: where others use the machine too, it says what the rest is.");
        Report("", "best", "median", "processor", "promise");
        MillionJourneys();
        Shapley();
        ManyChannels();
        Replicates();
    }

    private static void MillionJourneys()
    {
        var paths = SyntheticPaths.Journeys(1_000_000, channels: 12, Seed);
        GC.Collect();
        string[] rules = [.. PathModels.Models.Where(model => !model.StartsWith("markov", StringComparison.Ordinal) && model != "shapley"), .. PathModels.TimedModels];
        Measure("1 million journeys: 10 rules, markov 1 and 2", 1.0, () => PathModels.Of(paths, [.. rules, "markov_1", "markov_2"]));
        Report("Memory of the whole process at its height so far, journeys and runtime included", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB", "", "", "300 MB");
        Measure("the same and markov 4", 2.0, () => PathModels.Of(paths, [.. rules, "markov_1", "markov_2", "markov_4"]));
        Measure("the same and markov 3, shapley and the ledger: every model there is", null, () => PathModels.Of(paths, [.. PathModels.Models, .. PathModels.TimedModels]));
    }

    private static void Shapley()
    {
        var random = new Random(Seed);
        double[] worth = [0, .. Enumerable.Range(1, (1 << 20) - 1).Select(_ => random.NextDouble())];
        Measure("Shapley, exact, 20 channels, all 1,048,576 coalitions", 0.3, () => ShapleyGame.Values(20, worth));
    }

    private static void ManyChannels()
    {
        var paths = SyntheticPaths.AllSteps(200, Seed);
        Measure("markov 1 with 200 channels and all 40,000 steps between them", 0.015, () => MarkovFit.Of(paths, 1));
    }

    private static void Replicates()
    {
        var paths = SyntheticPaths.Distinct(10_000, channels: 12, Seed);
        var day = new DateOnly(2026, 1, 31);
        var request = new FitRequest(new FitInput(paths, 30, 0), day.AddDays(-89), day, FitSeed.Of(new StoreId(1), day)) { Replicates = 1_000 };
        Measure("1,000 replicates of markov 1 on 10,000 distinct paths, with intervals", 2.0, () => new Markov(1, new FitSettings()).Fit(request));
        Measure("200 replicates of shapley on the same", null, () => new Shapley(new FitSettings()).Fit(request with { Replicates = 200 }));
    }

    private static void Measure(string what, double? promise, Func<object?> work)
    {
        GC.KeepAlive(work());
        var seconds = new double[Rounds];
        var processor = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            seconds[round] = Stopwatch.GetElapsedTime(from).TotalSeconds;
        }

        Array.Sort(seconds);
        var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds / Rounds;
        Report(what, Milliseconds(seconds[0]), Milliseconds(seconds[Rounds / 2]), Milliseconds(used), promise is { } most ? Milliseconds(most) : "");
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1_000:0.0} ms");

    private static void Report(string what, string best, string median, string processor, string promise) =>
        Console.WriteLine($"{what,-86}{best,11}{median,11}{processor,11}{promise,11}");
}
