using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Live;

/// <summary>
/// The list a reader has before the eyes: it grows at its top by a few lines a second at most, however much comes in, and stands still
/// while it is held.
/// </summary>
internal sealed class LiveList
{
    /// <summary>Most lines that come in at once: more, nobody can read, and it would cost what no reader sees.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Most lines kept.</summary>
    public const int Most = 50;

    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    private readonly List<SeenHit> hits = [];
    private long seenTo;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SeenHit> Hits => hits;

    public LiveFilter Filter { get; private set; } = LiveFilter.All;

    /// <summary>How many came since the list is held; <see cref="SeenRing.Capacity"/> or more where nobody counted further.</summary>
    public int Waiting { get; private set; }

    /// <summary>Whether more came in than is shown.</summary>
    public bool IsSample { get; private set; }

    /// <summary>Begins anew.</summary>
    /// <param name="stored">Touches from the tables: what came before this process, or fell out of its memory.</param>
    public void Open(LiveFilter filter, SeenStore seen, IReadOnlyList<SeenHit> stored, DateTimeOffset now)
    {
        Filter = filter;
        (Waiting, IsSample) = (0, false);
        var fresh = seen.Newest(filter.Outcomes, Most);
        seenTo = fresh.Count > 0 ? fresh[0].Number : 0;
        var known = fresh.Select(hit => hit.TouchId).ToHashSet();
        hits.Clear();
        hits.AddRange(fresh
            .Concat(filter.Outcomes.Contains(SeenOutcome.Touch) ? stored.Where(hit => !known.Contains(hit.TouchId)) : [])
            .Where(hit => now - hit.At < Shown)
            .OrderByDescending(hit => hit.At).ThenByDescending(hit => hit.Number)
            .Take(Most));
    }

    /// <summary>Takes in what came since, or only counts it while the list is held.</summary>
    public void Advance(SeenStore seen, bool isHeld, DateTimeOffset now)
    {
        if (isHeld)
        {
            Waiting = seen.Newest(Filter.Outcomes, SeenRing.Capacity).Count(hit => hit.Number > seenTo);
            return;
        }

        var newest = seen.Newest(Filter.Outcomes, MostAtOnce + 1);
        Recount(newest);
        var fresh = newest.Where(hit => hit.Number > seenTo).ToList();
        IsSample = fresh.Count > MostAtOnce;
        hits.InsertRange(0, fresh.Take(MostAtOnce));
        hits.RemoveAll(hit => now - hit.At >= Shown);
        if (hits.Count > Most)
        {
            hits.RemoveRange(Most, hits.Count - Most);
        }

        (seenTo, Waiting) = (fresh.Count > 0 ? fresh[0].Number : seenTo, 0);
    }

    // A line of refusals counts on while they go on.
    private void Recount(IReadOnlyList<SeenHit> newest)
    {
        foreach (var hit in newest.Where(hit => hit.Hits > 1))
        {
            var at = hits.FindIndex(shown => shown.Number == hit.Number);
            if (at >= 0)
            {
                hits[at] = hit;
            }
        }
    }
}
