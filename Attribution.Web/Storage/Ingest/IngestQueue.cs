using System.Diagnostics;
using System.Threading.Channels;
using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// One writer for all hits of the process. It takes whatever waits and commits it together, so that the disk's patience is shared, and
/// decides about sessions alone, so that hits of one visitor never race. An answer is given after the commit only.
/// </summary>
internal sealed partial class IngestQueue(
    SqliteFile file, WriteGate gate, Signals signals, IngestHealth health, TimeProvider clock, ILogger<IngestQueue> logger) : BackgroundService, IHitStore
{
    private const int HitsPerCommit = 500;

    private readonly Channel<IngestBatch> waiting = Channel.CreateUnbounded<IngestBatch>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HitAnswer>> Submit(StoreSettings store, IReadOnlyList<IngestHit> hits)
    {
        if (hits.Count == 0)
        {
            return [];
        }

        if (!health.TryEnter(hits.Count))
        {
            throw new IngestBusyException("Too many hits wait to be stored.");
        }

        var batch = new IngestBatch(store, hits);
        if (!waiting.Writer.TryWrite(batch))
        {
            health.Leave(hits.Count);
            throw new IngestBusyException("The server is shutting down.");
        }

        await batch.Done.Task;
        return batch.Answers;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    // A thread of its own: a disk that takes its time must not hold one of the few that answer requests.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Runs until the queue is closed and empty: what was taken in is written, also while stopping.
    private void WriteAll()
    {
        using var connection = new IngestConnection(file, gate);
        var batches = new List<IngestBatch>();
        while (waiting.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            batches.Clear();
            var hits = 0;
            while (hits < HitsPerCommit && waiting.Reader.TryRead(out var batch))
            {
                batches.Add(batch);
                hits += batch.Hits.Count;
            }

            WriteTogether(connection, batches);
            health.Leave(hits);
            connection.TidyUp();
        }
    }

    private void WriteTogether(IngestConnection connection, List<IngestBatch> batches)
    {
        try
        {
            Commit(connection, batches, (writer, batch) => writer.Write(batch));
            batches.ForEach(batch => batch.Done.SetResult());
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            Refuse(batches, fault);
        }
        catch (Exception fault)
        {
            LogRetry(fault, batches.Count);
            batches.ForEach(batch => WriteOneByOne(connection, batch));
        }
    }

    // One hit that can't be written must not take its neighbours with it.
    private void WriteOneByOne(IngestConnection connection, IngestBatch batch)
    {
        batch.VisitorId = batch.SessionId = "";
        try
        {
            for (var i = 0; i < batch.Hits.Count; i++)
            {
                WriteAlone(connection, batch, i);
            }

            batch.Done.SetResult();
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            Refuse([batch], fault);
        }
    }

    private void WriteAlone(IngestConnection connection, IngestBatch batch, int index)
    {
        try
        {
            Commit(connection, [batch], (writer, one) => writer.Write(one, index));
        }
        catch (Exception fault) when (!StorageFault.Is(fault))
        {
            LogRefused(fault, batch.Store.Key);
            batch.Answers[index] = new HitAnswer(HitOutcome.Failed, batch.Hits[index].Row.TouchId) { Consent = batch.Hits[index].Row.Consent };
        }
    }

    private void Commit(IngestConnection connection, List<IngestBatch> batches, Action<IngestWriter, IngestBatch> write)
    {
        var started = Stopwatch.GetTimestamp();
        var hits = batches.Sum(batch => batch.Hits.Count);
        var news = connection.Commit(hits, writer => batches.ForEach(batch => write(writer, batch)));
        health.TellCommitted(hits, clock.GetUtcNow(), Stopwatch.GetElapsedTime(started));
        Tell(news);
    }

    // Who waits meanwhile is told at once: one after the other would wait out the disk's patience in vain.
    private void Refuse(List<IngestBatch> batches, Exception fault)
    {
        // A full disk is no place for a stack trace a batch.
        if (health.Fault is null)
        {
            LogStorageFault(fault);
        }

        health.TellFault(StorageFault.Why(fault)!);
        batches.ForEach(batch => batch.Done.SetException(new IngestBusyException("The database can't be written.", fault)));
        while (waiting.Reader.TryRead(out var late))
        {
            late.Done.SetException(new IngestBusyException("The database can't be written.", fault));
            health.Leave(late.Hits.Count);
        }
    }

    private void Tell(IngestNews news)
    {
        try
        {
            foreach (var store in news.Touched)
            {
                signals.TellTouchStored(new StoreId(store));
            }

            foreach (var (store, hint) in news.Hints)
            {
                signals.TellHintStored(new StoreId(store), hint);
            }
        }
        catch (Exception fault)
        {
            // Who listens badly must not make a committed batch look failed.
            LogDeafListener(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Hits can't be stored: senders are told to come back")]
    private partial void LogStorageFault(Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "A commit of {Batches} batches failed and is tried hit by hit")]
    private partial void LogRetry(Exception fault, int batches);

    [LoggerMessage(3, LogLevel.Error, "A hit of store {Store} can't be written")]
    private partial void LogRefused(Exception fault, string store);

    [LoggerMessage(4, LogLevel.Error, "A listener failed on what was just stored")]
    private partial void LogDeafListener(Exception fault);
}
