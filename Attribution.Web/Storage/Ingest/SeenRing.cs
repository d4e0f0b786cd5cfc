namespace Attribution.Web.Storage.Ingest;

/// <summary>The newest of what arrived, at most <see cref="Capacity"/>. Not safe for several threads at once.</summary>
internal sealed class SeenRing
{
    public const int Capacity = 100;

    private readonly SeenHit[] hits = new SeenHit[Capacity];
    private long added;

    public void Add(in SeenHit hit) => hits[added++ % Capacity] = hit;

    /// <summary>The newest first.</summary>
    public IEnumerable<SeenHit> Newest()
    {
        for (var i = added - 1; i >= 0 && i >= added - Capacity; i--)
        {
            yield return hits[i % Capacity];
        }
    }
}
