using System.Globalization;
using Attribution.Web.CommandLine;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;

namespace Attribution.Web.Snapshots;

/// <summary>Rebuilds past days: hands the run to the server where one runs on the database, else does it itself.</summary>
internal sealed class RebuildCommand : ICommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    // A server looks for queued runs every few seconds; one that takes none for so long is not going to.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "rebuild";

    public string Summary => "Build the snapshots of past days anew from the raw rows";

    public string Help =>
        """
        Usage: rebuild --store KEY --from YYYY-MM-DD --to YYYY-MM-DD [--reason TEXT] [--include-sealed] [--Setting:Key=value …]
               rebuild --store KEY --all [--reason TEXT] [--include-sealed]
               rebuild --store KEY --resume

        Builds the snapshots of a store's local days anew. Where a server runs on the database, it does the work and this command waits and
        tells how far it is. A rebuild that was interrupted goes on where it stopped, by itself when a server starts.

          --store KEY        Key of the store. May be left out where there is only one.
          --from, --to       First and last day, both included.
          --all              Every day that raw rows are kept for, up to today.
          --resume           Go on with the last rebuild of the store, which was interrupted or failed.
          --reason TEXT      Why; needed with --include-sealed.
          --include-sealed   Also rebuild sealed days. Their former figures are kept as a revision.

        Exit codes: 0 rebuilt, 1 failed, 2 not understood.
        """;

    public async Task<int> Run(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Read(args, ["--store", "--from", "--to", "--reason"], ["--include-sealed", "--all", "--resume"]);
        if (options.Fault is { } fault)
        {
            return await Refuse(fault);
        }

        var builder = WebApplication.CreateBuilder([.. options.Settings]);
        builder.UseSharedSettings();
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddStorage();
        builder.AddSnapshotWork();
        await using var app = builder.Build();
        var serverRuns = !await Claim(app.Services, cancellationToken);
        return await Rebuild(app.Services, options, serverRuns, cancellationToken);
    }

    private static async Task<bool> Claim(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.OpenStorage(cancellationToken);
            await services.GetRequiredService<SnapshotCatchUp>().FailDead(cancellationToken);
            return true;
        }
        catch (StartRefusedException)
        {
            return false;
        }
    }

    private static async Task<int> Rebuild(IServiceProvider services, CommandOptions options, bool serverRuns, CancellationToken cancellationToken)
    {
        var stores = await services.GetRequiredService<StoreDirectory>().All(cancellationToken);
        var key = options.Value("--store");
        if ((key is null ? stores.Count == 1 ? stores[0] : null : stores.FirstOrDefault(one => one.Key == key)) is not { } store)
        {
            return await Refuse(
                key is not null ? $"There is no store '{key}'."
                : stores.Count == 0 ? "There is no store yet: start the server and set one up."
                : $"Name the store with --store: {string.Join(", ", stores.Select(one => one.Key))}.");
        }

        var (run, refusal) = options.Has("--resume") ? await Resumed(services, store, cancellationToken) : await Queued(services, store, options, cancellationToken);
        if (run is null)
        {
            return await Refuse(refusal!);
        }

        var work = serverRuns ? Task.CompletedTask : RunAll(services, store, cancellationToken);
        var ended = await Wait(services, run, cancellationToken);
        await work;
        return await Tell(ended);
    }

    private static async Task<(SnapshotRunRow? Run, string? Refusal)> Queued(IServiceProvider services, StoreSettings store, CommandOptions options, CancellationToken cancellationToken)
    {
        var today = store.Today(services.GetRequiredService<TimeProvider>());
        if (options.Has("--all") && (options.Value("--from") ?? options.Value("--to")) is not null)
        {
            return (null, "--all names every day: leave out --from and --to.");
        }

        var (from, to) = options.Has("--all")
            ? ((await services.GetRequiredService<SnapshotDays>().First(store, cancellationToken) ?? today).ToString("O", CultureInfo.InvariantCulture), today.ToString("O", CultureInfo.InvariantCulture))
            : (options.Value("--from"), options.Value("--to"));
        var request = RebuildRequest.Of(from, to, options.Value("--reason"), options.Has("--include-sealed"), today);
        return request.Order is { } order
            ? (await services.GetRequiredService<SnapshotRuns>().Queue(store.Id, order, "command line", cancellationToken), null)
            : (null, string.Join('\n', request.Errors.Select(error => $"--{error.Key}: {string.Join(' ', error.Value)}")));
    }

    private static async Task<(SnapshotRunRow? Run, string? Refusal)> Resumed(IServiceProvider services, StoreSettings store, CancellationToken cancellationToken)
    {
        var runs = services.GetRequiredService<SnapshotRuns>();
        if (await runs.Unfinished(store.Id, cancellationToken) is not { } run)
        {
            return (null, "There is no rebuild to go on with: the last one is done. Start one with --from and --to, or --all.");
        }

        if (run.Status == RunStates.Failed)
        {
            await runs.Requeue(run, cancellationToken);
        }

        return (run, null);
    }

    private static async Task<SnapshotRunRow> Wait(IServiceProvider services, SnapshotRunRow run, CancellationToken cancellationToken)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var (since, told) = (clock.GetTimestamp(), run.Done);
        while (true)
        {
            await using var db = await services.GetRequiredService<Database>().Read(cancellationToken);
            var now = await db.SnapshotRuns.FirstAsync(row => row.StoreId == run.StoreId && row.RunId == run.RunId, cancellationToken);
            if (now.Status is RunStates.Done or RunStates.Failed || (now.Status == RunStates.Queued && clock.GetElapsedTime(since) > Patience))
            {
                return now;
            }

            if (now.Done > told)
            {
                told = now.Done;
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"{now.Done} of {now.Total} days, up to {now.From.AddDays(now.Done - 1):O}"));
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    // Whatever was queued before goes first.
    private static async Task RunAll(IServiceProvider services, StoreSettings store, CancellationToken cancellationToken)
    {
        var runner = services.GetRequiredService<SnapshotRunner>();
        while (await runner.RunQueued(store, cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task<int> Tell(SnapshotRunRow run)
    {
        if (run.Status == RunStates.Done)
        {
            await Console.Out.WriteLineAsync(
                FormattableString.Invariant($"Rebuilt {run.Done} of {run.Total} days, {run.From:O} to {run.To:O}, in {run.DurationMs} ms.")
                + (run.Partial ? " Raw rows of some days are gone: their visits stayed as they were." : ""));
            return ExitCodes.Done;
        }

        await Console.Error.WriteLineAsync(run.Error ?? "The server has not taken up the run yet. It stays queued.");
        return ExitCodes.Failed;
    }

    private static async Task<int> Refuse(string fault)
    {
        await Console.Error.WriteLineAsync(fault);
        return ExitCodes.NotUnderstood;
    }
}
