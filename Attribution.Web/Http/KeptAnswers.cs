using Attribution.Domain;

namespace Attribution.Web.Http;

/// <summary>
/// Answers kept for a day under the <c>Idempotency-Key</c> they were asked with, so that a retry gets the same one. Kept in memory: after
/// a restart the ids in the calls themselves still make a retry harmless.
/// </summary>
internal sealed class KeptAnswers(TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<(StoreId Store, string Key), Kept> kept = [];
    private readonly Queue<(StoreId Store, string Key)> oldest = [];

    /// <summary>The answer kept under a key; null for none. Its content says whether the call was the same.</summary>
    public Kept? Find(StoreId store, string key)
    {
        lock (gate)
        {
            return kept.GetValueOrDefault((store, key)) is { } answer && clock.GetUtcNow() - answer.At < Life ? answer : null;
        }
    }

    public void Keep(StoreId store, string key, string content, IResult answer)
    {
        lock (gate)
        {
            if (kept.TryAdd((store, key), new Kept(content, answer, clock.GetUtcNow())))
            {
                oldest.Enqueue((store, key));
            }

            while (oldest.TryPeek(out var first) && (oldest.Count > Most || clock.GetUtcNow() - kept[first].At >= Life))
            {
                kept.Remove(oldest.Dequeue());
            }
        }
    }

    /// <summary>Forgets every answer of a store, as one may name a person who was erased; the ids in the calls still make a retry harmless.</summary>
    public void Forget(StoreId store)
    {
        lock (gate)
        {
            var others = oldest.Where(key => key.Store != store).ToList();
            oldest.Clear();
            others.ForEach(oldest.Enqueue);
            foreach (var key in kept.Keys.Where(key => key.Store == store).ToList())
            {
                kept.Remove(key);
            }
        }
    }

    /// <param name="Content">Hash of the call.</param>
    /// <param name="Answer">What it was answered.</param>
    /// <param name="At">When.</param>
    public sealed record Kept(string Content, IResult Answer, DateTimeOffset At);
}
