using System.Diagnostics;
using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Snapshots;
using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attribution.Benchmarks.Recompute;

/// <summary>
/// What it costs to compute a store's figures from its raw rows: every model over the whole history against merely reading the same rows,
/// and the snapshot of one busy day.
/// </summary>
internal static class RecomputeBenchmark
{
    private const int Rounds = 5;

    // A server builds its open days every minute: by then its code is compiled for good.
    private const int DayRounds = 40;
    private const int WarmUp = 30;

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-recompute-");
        try
        {
            await using var app = await Open(folder);
            var store = await StorePast.Fill(app.Services);
            await History(app.Services, store);
            await OneDay(app.Services, store);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<WebApplication> Open(DirectoryInfo folder)
    {
        var builder = WebApplication.CreateBuilder([$"--contentRoot={folder.FullName}", $"--ConnectionStrings:Attribution=Data Source={Path.Combine(folder.FullName, "a.db")}"]);
        builder.Logging.ClearProviders();
        builder.AddStorage();
        builder.AddSnapshotWork();
        var app = builder.Build();
        await app.Services.OpenStorage(CancellationToken.None);
        return app;
    }

    private static async Task History(IServiceProvider services, StoreSettings store)
    {
        var last = StorePast.LastDay;
        var window = new FitWindow(store.Calendar.Bounds(StorePast.FirstDay).Start, store.Calendar.Bounds(last).End, TimeSpan.FromDays(store.LookbackDays));
        await using var db = await services.GetRequiredService<Database>().Read(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        var (reads, alls) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var read = await Timed(() => new FitHistory(store).Read(db, window.ReadFrom, window.Until, CancellationToken.None));
            var all = await Timed(async () =>
            {
                var input = (await new FitHistory(store).Journeys(db, window, last, CancellationToken.None)).Finish();
                PathModels.Of(input.Paths, [.. PathModels.Models.Where(model => model is not ("markov_3" or "markov_4"))]);
            });

            // The first round fills the caches.
            if (round > 0)
            {
                reads.Add(read);
                alls.Add(all);
            }
        }

        var (readTime, allTime) = (Median(reads), Median(alls));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(e) {StorePast.Touches:N0} touches from SQLite: merely read in {readTime:0} ms; read, cut into journeys and credited under every model in {allTime:0} ms: {readTime / allTime:0.0%} of the speed of reading (promise: 80 %)"));
    }

    private static async Task OneDay(IServiceProvider services, StoreSettings store)
    {
        var (build, runs) = (services.GetRequiredService<DayBuild>(), services.GetRequiredService<SnapshotRuns>());
        var run = (await runs.Start(store.Id, "open", [StorePast.LastDay], CancellationToken.None))!;
        var (times, processor) = (new List<double>(), new List<double>());
        for (var round = 0; round <= WarmUp + DayRounds; round++)
        {
            await services.GetRequiredService<Database>().Write(db => DirtyDays.Mark(db, store.Id, StorePast.LastDay, CancellationToken.None), CancellationToken.None);
            var used = Environment.CpuUsage.TotalTime;
            var time = await Timed(() => build.Run(run, store, StorePast.LastDay, DayPurpose.Open, new FitHistory(store), CancellationToken.None));

            // The first build fits the models; the others credit by that fit.
            if (round > WarmUp)
            {
                times.Add(time);
                processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            }
            else if (round == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    first build of the day, its two fits with 200 replicates included: {time:0} ms"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(f) one day of {StorePast.TouchesPerDay:N0} touches snapshotted under every model: best {times.Min():0} ms, median {Median(times):0} ms; processor time best {processor.Min():0} ms, median {Median(processor):0} ms, where others use the machine too (promise: 150 ms)"));
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
