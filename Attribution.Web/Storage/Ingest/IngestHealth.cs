using System.Collections.Concurrent;
using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>How ingestion fares, for health checks, metrics and the quality page. Counts start at 0 with the process.</summary>
internal sealed class IngestHealth
{
    private readonly Instruments instruments;
    private readonly TimeProvider clock;
    private readonly CommitTimes commits = new();

    public IngestHealth(Instruments instruments, TimeProvider clock)
    {
        (this.instruments, this.clock) = (instruments, clock);
        instruments.Watch("attribution.ingest.queue.length", "{hit}", "Hits that wait for a commit.", () => [new(QueueLength)]);
    }

    /// <summary>Most hits that may wait.</summary>
    public const int Capacity = 20_000;

    public const string BotCount = "bot";
    public const string BotByPaceCount = "bot_pace";
    public const string PrefetchCount = "prefetch";
    public const string ExcludedCount = "excluded";
    public const string ConsentCount = "consent";
    public const string ForeignOriginCount = "foreign_origin";
    public const string BrowserOrderLimitCount = "browser_order_limit";
    public const string UntrustedForwardedCount = "untrusted_forwarded";
    public const string UnknownKeyCount = "unknown_key";
    public const string WrongScopeCount = "wrong_scope";
    public const string TooLargeCount = "too_large";
    public const string InvalidCount = "invalid";
    public const string RateLimitCount = "rate_limit";
    public const string BusyCount = "busy";
    public const string NotStoredCount = "not_stored";

    private readonly ConcurrentDictionary<(int Store, string What), long> counts = new();
    private int waiting;
    private long stored;
    private long lastCommitTicks;
    private long faults;
    private long lastFaultTicks;

    /// <summary>Hits that wait for a commit.</summary>
    public int QueueLength => Volatile.Read(ref waiting);

    public bool IsFull => QueueLength >= Capacity;

    /// <summary>Hits answered after a commit.</summary>
    public long Stored => Interlocked.Read(ref stored);

    /// <summary>When a batch was last committed; null before the first.</summary>
    public DateTimeOffset? LastCommitAt => Interlocked.Read(ref lastCommitTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How long the last batch took to commit.</summary>
    public TimeSpan LastCommitTime { get; private set; }

    /// <summary>Why the last batch could not be stored; null once one could again.</summary>
    public string? Fault { get; private set; }

    /// <summary>Batches that could not be stored since the start.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>When a batch could last not be stored; null for never.</summary>
    public DateTimeOffset? LastFaultAt => Interlocked.Read(ref lastFaultTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The time that a part of the last 1,000 commits did not exceed, such as 0.95 of them; null before the first.</summary>
    public TimeSpan? CommitTime(double part) => commits.Percentile(part);

    /// <summary>How often something was refused or ignored for a store since the start.</summary>
    public long CountOf(StoreId store, string what) => counts.GetValueOrDefault((store.Value, what));

    /// <summary>Counts something refused or ignored; store 0 stands for a caller of no store.</summary>
    public void Count(StoreId store, string what) => counts.AddOrUpdate((store.Value, what), 1, static (_, count) => count + 1);

    internal bool TryEnter(int hits)
    {
        if (Interlocked.Add(ref waiting, hits) <= Capacity)
        {
            return true;
        }

        Interlocked.Add(ref waiting, -hits);
        return false;
    }

    internal void Leave(int hits) => Interlocked.Add(ref waiting, -hits);

    internal void TellCommitted(int hits, DateTimeOffset at, TimeSpan took)
    {
        Interlocked.Add(ref stored, hits);
        Interlocked.Exchange(ref lastCommitTicks, at.UtcTicks);
        LastCommitTime = took;
        Fault = null;
        commits.Add(took);
        instruments.Committed(hits, at, took);
    }

    internal void TellFault(string why)
    {
        Fault = why;
        Interlocked.Increment(ref faults);
        Interlocked.Exchange(ref lastFaultTicks, clock.GetUtcNow().UtcTicks);
        instruments.StorageFault();
    }
}
