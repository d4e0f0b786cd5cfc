namespace Attribution.Web.Storage.Ingest;

/// <summary>The newest of what arrived, at most <see cref="Capacity"/>. Not safe for several threads at once.</summary>
internal sealed class SeenRing
{
    public const int Capacity = 100;

    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2);

    private readonly SeenHit[] hits = new SeenHit[Capacity];
    private long added;

    public void Add(in SeenHit hit) => hits[added++ % Capacity] = hit;

    public void Clear()
    {
        Array.Clear(hits);
        added = 0;
    }

    /// <summary>Counts a hit into the newest line where it says the same a moment later: a stubborn sender is one line.</summary>
    public bool TryMerge(in SeenHit hit)
    {
        if (added == 0)
        {
            return false;
        }

        ref var newest = ref hits[(added - 1) % Capacity];
        if (newest.Reason != hit.Reason || newest.Detail != hit.Detail || newest.Url != hit.Url || hit.At - newest.At > Together)
        {
            return false;
        }

        newest = newest with { Hits = newest.Hits + hit.Hits };
        return true;
    }

    /// <summary>The newest first.</summary>
    public IEnumerable<SeenHit> Newest()
    {
        for (var i = added - 1; i >= 0 && i >= added - Capacity; i--)
        {
            yield return hits[i % Capacity];
        }
    }
}
