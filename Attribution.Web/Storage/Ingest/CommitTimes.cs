namespace Attribution.Web.Storage.Ingest;

/// <summary>How long the last commits took.</summary>
internal sealed class CommitTimes
{
    private const int Kept = 1_000;

    private readonly Lock gate = new();
    private readonly long[] ticks = new long[Kept];
    private long added;

    public void Add(TimeSpan took)
    {
        lock (gate)
        {
            ticks[added++ % Kept] = took.Ticks;
        }
    }

    /// <summary>The time that a part of the last commits did not exceed, such as 0.95 of them; null before the first.</summary>
    public TimeSpan? Percentile(double part)
    {
        long[] sorted;
        lock (gate)
        {
            sorted = ticks[..(int)Math.Min(added, Kept)];
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? null : TimeSpan.FromTicks(sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)]);
    }
}
