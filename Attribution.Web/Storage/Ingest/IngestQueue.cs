using System.Diagnostics;
using System.Threading.Channels;
using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// One writer for all hits of the process. It takes whatever waits and commits it together, so that the disk's patience is shared, and
/// decides about sessions alone, so that hits of one visitor never race. An answer is given after the commit only.
/// </summary>
internal sealed partial class IngestQueue(Database database, Signals signals, IngestHealth health, TimeProvider clock, ILogger<IngestQueue> logger) : BackgroundService
{
    private const int HitsPerCommit = 500;

    private readonly Channel<IngestBatch> waiting = Channel.CreateUnbounded<IngestBatch>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Writes the hits of one request; returns once they are on disk.</summary>
    /// <exception cref="IngestBusyException">The queue is full or the disk refuses: nothing of the batch is stored.</exception>
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

    // Runs until the queue is closed and empty: what was taken in is written, also while stopping.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batches = new List<IngestBatch>();
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batches.Clear();
            var hits = 0;
            while (hits < HitsPerCommit && waiting.Reader.TryRead(out var batch))
            {
                batches.Add(batch);
                hits += batch.Hits.Count;
            }

            await WriteTogether(batches);
            health.Leave(hits);
        }
    }

    private async Task WriteTogether(List<IngestBatch> batches)
    {
        try
        {
            await Commit(batches, (writer, batch) => writer.Write(batch));
            batches.ForEach(batch => batch.Done.SetResult());
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            TellFault(fault);
            batches.ForEach(batch => batch.Done.SetException(new IngestBusyException("The database can't be written.", fault)));
        }
        catch (Exception fault)
        {
            LogRetry(fault, batches.Count);
            foreach (var batch in batches)
            {
                await WriteOneByOne(batch);
            }
        }
    }

    // One hit that can't be written must not take its neighbours with it.
    private async Task WriteOneByOne(IngestBatch batch)
    {
        batch.VisitorId = batch.SessionId = "";
        try
        {
            for (var i = 0; i < batch.Hits.Count; i++)
            {
                await WriteAlone(batch, i);
            }

            batch.Done.SetResult();
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            TellFault(fault);
            batch.Done.SetException(new IngestBusyException("The database can't be written.", fault));
        }
    }

    private async Task WriteAlone(IngestBatch batch, int index)
    {
        try
        {
            await Commit([batch], (writer, one) => writer.Write(one, index));
        }
        catch (Exception fault) when (!StorageFault.Is(fault))
        {
            LogRefused(fault, batch.Store.Key);
            batch.Answers[index] = new HitAnswer(HitOutcome.Failed, batch.Hits[index].Row.TouchId) { Consent = batch.Hits[index].Row.Consent };
        }
    }

    private async Task Commit(IReadOnlyList<IngestBatch> batches, Action<IngestWriter, IngestBatch> write)
    {
        var started = Stopwatch.GetTimestamp();
        var news = await database.Write(
            db =>
            {
                using var writer = new IngestWriter(Database.Connection(db));
                foreach (var batch in batches)
                {
                    write(writer, batch);
                }

                return Task.FromResult(writer.Finish());
            },
            CancellationToken.None);
        health.TellCommitted(batches.Sum(batch => batch.Hits.Count), clock.GetUtcNow(), Stopwatch.GetElapsedTime(started));
        Tell(news);
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

    // A full disk is no place for a stack trace a batch.
    private void TellFault(Exception fault)
    {
        if (health.Fault is null)
        {
            LogStorageFault(fault);
        }

        health.TellFault(StorageFault.Why(fault)!);
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
