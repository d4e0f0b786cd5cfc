using System.Collections.Concurrent;

namespace Attribution.Tests.Faults;

/// <summary>What the clients sent and what they were told: the truth that the database is held against.</summary>
internal sealed class Books
{
    private readonly ConcurrentDictionary<Guid, int> pulses = [];
    private readonly Lock gate = new();
    private TaskCompletionSource reached = new();
    private int wanted = int.MaxValue;
    private int acknowledged;
    private int unanswered;
    private int foundStored;

    /// <summary>Touches that the server said it has, and whether each is a contact outside the site.</summary>
    public ConcurrentDictionary<Guid, bool> Touches { get; } = [];

    /// <summary>Orders that the server said it has, with their value in cents.</summary>
    public ConcurrentDictionary<string, long> Orders { get; } = [];

    /// <summary>Refunds that the server said it booked, by order and id, in cents.</summary>
    public ConcurrentDictionary<(string Order, string Refund), long> Refunds { get; } = [];

    /// <summary>Orders that the server said it cancelled.</summary>
    public ConcurrentDictionary<string, bool> Cancelled { get; } = [];

    /// <summary>Seconds of the acknowledged pulses.</summary>
    public long Seconds => pulses.Values.Sum(seconds => (long)seconds);

    /// <summary>Seconds of all pulses that were ever sent.</summary>
    public long SecondsSent;

    /// <summary>What was taken twice though it had been acknowledged, in the clients' eyes.</summary>
    public ConcurrentQueue<string> Doubled { get; } = [];

    /// <summary>Answers that no client could make sense of.</summary>
    public ConcurrentQueue<string> Odd { get; } = [];

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public int Unanswered => Volatile.Read(ref unanswered);

    /// <summary>Calls sent again whose first copy turned out to be stored: only its answer had been lost.</summary>
    public int FoundStored => Volatile.Read(ref foundStored);

    /// <summary>Waits until so many more calls were acknowledged.</summary>
    public Task AfterMore(int calls)
    {
        lock (gate)
        {
            (reached, wanted) = (new(TaskCreationOptions.RunContinuationsAsynchronously), acknowledged + calls);
            return reached.Task;
        }
    }

    public void TellAcknowledged(bool wasStored)
    {
        lock (gate)
        {
            acknowledged++;
            foundStored += wasStored ? 1 : 0;
            if (acknowledged >= wanted)
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>Notes that a call was told to come back later, and whether that was said properly.</summary>
    public void TellRefused(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter is null || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            Odd.Enqueue($"{(int)answer.StatusCode} without Retry-After or problem details");
        }
    }

    public void TellPulse(Guid id, int seconds) => pulses[id] = seconds;

    public void TellUnanswered() => Interlocked.Increment(ref unanswered);
}
