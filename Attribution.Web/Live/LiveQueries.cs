using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Live;

/// <summary>What the page "Collecting" shows beside its list: all of it from memory, but for when the newest touch came.</summary>
internal sealed class LiveQueries(SeenHits seen, IngestHealth health, LastTouches touches, TimeProvider clock)
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public DateTimeOffset Now => clock.GetUtcNow();

    public SeenStore SeenBy(StoreSettings store) => seen.Of(store.Id);

    /// <summary>Touches of the last half hour from the tables, the newest first. A busy store's last minute is enough to fill a list.</summary>
    public async Task<IReadOnlyList<SeenHit>> Stored(StoreSettings store, CancellationToken cancellationToken)
    {
        var lastMinute = await touches.Since(store.Id, Now - TimeSpan.FromMinutes(1), LiveList.Most, cancellationToken);
        return lastMinute.Count == LiveList.Most ? lastMinute : await touches.Since(store.Id, Now - HalfHour, LiveList.Most, cancellationToken);
    }

    /// <summary>When the newest touch happened; null where none ever came.</summary>
    public Task<DateTimeOffset?> NewestTouchAt(StoreSettings store, CancellationToken cancellationToken) => touches.NewestAt(store.Id, cancellationToken);

    public LiveFigures Figures(StoreSettings store)
    {
        var now = Now;
        return new LiveFigures(
            SeenBy(store).Read(now, store.Domains),
            seen.Since,
            health.QueueLength,
            health.CommitTime(0.5),
            health.CommitTime(0.95),
            health.LastCommitAt,
            health.Fault,
            health.Faults,
            health.LastFaultAt is { } at && now - at < Lately ? at : null);
    }
}

/// <summary>How collecting fares.</summary>
/// <param name="Since">Since when this server counts.</param>
/// <param name="Queue">Hits of all stores that wait for a commit.</param>
/// <param name="Fault">Why nothing can be stored right now; null where it can.</param>
/// <param name="LastFaultAt">When a batch could last not be stored; null for never in the last day.</param>
public sealed record LiveFigures(
    SeenFigures Seen, DateTimeOffset Since, int Queue, TimeSpan? CommitMedian, TimeSpan? Commit95, DateTimeOffset? LastCommitAt, string? Fault, long Faults, DateTimeOffset? LastFaultAt)
{
    private const int RateSeconds = 10;

    /// <summary>Touches a second over the last ten seconds.</summary>
    public decimal TouchesPerSecond => Seen.TouchesBySecond.TakeLast(RateSeconds).Sum() / (decimal)RateSeconds;

    /// <summary>Touches a second in each ten seconds of the last five minutes.</summary>
    public IReadOnlyList<double> Course => [.. Seen.TouchesBySecond.Chunk(10).Select(part => part.Average())];

    public long Of(SeenOutcome outcome) => Seen.HalfHour[(int)outcome];
}
