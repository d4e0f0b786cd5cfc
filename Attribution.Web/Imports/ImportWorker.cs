using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Imports;

/// <summary>Works at imports one after the other, dry runs beside them; after a crash it goes on where they were.</summary>
internal sealed partial class ImportWorker(
    ImportBook book, ImportFiles files, StoreDirectory stores, IEnumerable<IHistory> histories, Signals signals, IOptions<ImportsOptions> options, TimeProvider clock, ILogger<ImportWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Before the server takes requests: a file that just arrived, and whose import is about to be written down, looks like one that nobody claims.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Try(() => book.Tidy(options.Value.KeepDays, cancellationToken), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(Loop(ImportStates.Checking, ImportStates.Checked, stoppingToken), Loop(ImportStates.Running, ImportStates.Done, stoppingToken));
    }

    private async Task Loop(string state, string done, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Try(async () => await Work(await book.Next(state, stoppingToken), done, stoppingToken), stoppingToken);
        }
    }

    private async Task Work(ImportRow import, string done, CancellationToken stoppingToken)
    {
        var startedAt = clock.GetTimestamp();
        try
        {
            var store = await stores.Find(new StoreId(import.StoreId), stoppingToken);
            var kinds = ImportKinds.PassesOf(import.Kind).Select(kind => histories.Single(history => history.Kind == kind)).ToList();
            var run = store is null ? null : new ImportRun(import, store, kinds, files, book, clock);
            if (run is not null && await run.Work(stoppingToken) && await book.End(import, done, null, stoppingToken))
            {
                LogDone(import.Status, import.ImportId, run.Lines, clock.GetElapsedTime(startedAt).TotalSeconds);
                signals.TellOrderStored(store!.Id);
            }
            else if (store is null)
            {
                await book.End(import, ImportStates.Failed, "The store is gone.", stoppingToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            var reference = Problem.NewReference();
            LogFailed(failure, import.ImportId, reference);
            await book.End(import, ImportStates.Failed, $"It stopped on our side; what was taken stays, and it can go on from there. The log has the cause under {reference}.", stoppingToken);
        }
    }

    private async Task Try(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next one goes on.
        }
        catch (Exception failure)
        {
            LogTrouble(failure);
            await Task.Delay(Pause, clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Import {Id}, {State}: {Lines} lines in {Seconds:0.0} s")]
    private partial void LogDone(string state, Guid id, long lines, double seconds);

    [LoggerMessage(2, LogLevel.Error, "Import {Id} failed, reference {Reference}")]
    private partial void LogFailed(Exception failure, Guid id, string reference);

    [LoggerMessage(3, LogLevel.Error, "The worker of imports failed; it goes on")]
    private partial void LogTrouble(Exception failure);
}
