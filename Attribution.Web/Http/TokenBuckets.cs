namespace Attribution.Web.Http;

/// <summary>Token buckets by key: each is full at first, refills steadily, and is forgotten once it is full again.</summary>
/// <param name="capacity">Most tokens of a bucket.</param>
/// <param name="perSecond">Tokens that come back each second.</param>
/// <param name="clock">The time; should it run backwards, nothing is refilled.</param>
internal sealed class TokenBuckets<TKey>(int capacity, double perSecond, TimeProvider clock)
    where TKey : notnull
{
    private const int SweepAt = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Bucket> buckets = [];
    private int sweepAt = SweepAt;

    /// <summary>Takes tokens, all or none: null where they were there, else how long to wait for them.</summary>
    public TimeSpan? Take(TKey key, int tokens)
    {
        var now = clock.GetUtcNow();
        var needed = Math.Min(tokens, capacity);
        lock (gate)
        {
            var left = LeftOf(key, now);
            buckets[key] = new Bucket(left < needed ? left : left - needed, now);
            Sweep(now);
            return left < needed ? TimeSpan.FromSeconds(Math.Ceiling((needed - left) / perSecond)) : null;
        }
    }

    private double LeftOf(TKey key, DateTimeOffset now) =>
        buckets.TryGetValue(key, out var bucket) ? Math.Min(capacity, bucket.Left + (Math.Max(0, (now - bucket.At).TotalSeconds) * perSecond)) : capacity;

    // A flood from ever new addresses must not fill the memory.
    private void Sweep(DateTimeOffset now)
    {
        if (buckets.Count < sweepAt)
        {
            return;
        }

        foreach (var key in buckets.Keys.Where(key => LeftOf(key, now) >= capacity).ToList())
        {
            buckets.Remove(key);
        }

        sweepAt = Math.Max(SweepAt, buckets.Count * 2);
    }

    private readonly record struct Bucket(double Left, DateTimeOffset At);
}
