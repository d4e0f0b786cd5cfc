namespace Attribution.Web.Storage.Ingest;

/// <summary>What lately arrived for one store, in bounded memory. Each outcome has a ring of its own: a flood of bots washes no touch away.</summary>
internal sealed class SeenStore
{
    private const int Outcomes = 4;

    private readonly Lock gate = new();
    private readonly SeenRing[] rings = [new(), new(), new(), new()];
    private readonly RollingCounts seconds = new(300, TimeSpan.FromSeconds(1), Outcomes);
    private readonly RollingCounts minutes = new(30, TimeSpan.FromMinutes(1), Outcomes);
    private readonly Dictionary<string, SeenDomain> domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(SeenOutcome, string), RollingCounts> reasons = [];
    private readonly SeenStrangers strangers = new();
    private DateTimeOffset? untrustedProxyAt;
    private long version;

    /// <summary>Grows with whatever arrives: as long as it stands, there is nothing new to show.</summary>
    public long Version => Interlocked.Read(ref version);

    public void Add(in SeenHit hit)
    {
        lock (gate)
        {
            var outcome = (int)hit.Outcome;
            var number = Interlocked.Increment(ref version);
            if (hit.Outcome != SeenOutcome.Refused || !rings[outcome].TryMerge(hit))
            {
                rings[outcome].Add(hit with { Number = number });
            }

            seconds.Add(outcome, hit.At, hit.Hits);
            minutes.Add(outcome, hit.At, hit.Hits);
            if (hit.Outcome is SeenOutcome.Ignored or SeenOutcome.Refused)
            {
                CountOf(hit.Outcome, hit.Reason).Add(0, hit.At, hit.Hits);
            }
        }
    }

    /// <summary>Forgets the hits themselves, as one may be of a person who was erased; counts stay.</summary>
    public void ForgetHits()
    {
        lock (gate)
        {
            foreach (var ring in rings)
            {
                ring.Clear();
            }

            Interlocked.Increment(ref version);
        }
    }

    public void AddToDomain(string domain, DateTimeOffset at, string consent, bool hasCookie, bool isCorrected, HitDoor door)
    {
        lock (gate)
        {
            Domain(domain).Add(at, consent, hasCookie, isCorrected, door);
        }
    }

    public void AddScript(string domain, DateTimeOffset at, string name)
    {
        lock (gate)
        {
            Domain(domain).AddScript(at, name);
            Interlocked.Increment(ref version);
        }
    }

    public void AddStranger(string host, DateTimeOffset at)
    {
        lock (gate)
        {
            strangers.Add(host, at);
        }
    }

    public void TellUntrustedProxy(DateTimeOffset at)
    {
        lock (gate)
        {
            untrustedProxyAt = at;
        }
    }

    /// <summary>The newest of some outcomes, the newest first.</summary>
    public IReadOnlyList<SeenHit> Newest(IReadOnlyCollection<SeenOutcome> outcomes, int most)
    {
        lock (gate)
        {
            return [.. outcomes.SelectMany(outcome => rings[(int)outcome].Newest()).OrderByDescending(hit => hit.Number).Take(most)];
        }
    }

    public SeenFigures Read(DateTimeOffset now, IReadOnlyList<string> listed)
    {
        lock (gate)
        {
            return new SeenFigures(
                seconds.Series((int)SeenOutcome.Touch, now, 300),
                [.. Enumerable.Range(0, Outcomes).Select(outcome => minutes.Sum(outcome, now))],
                [.. reasons.Select(reason => new SeenReason(reason.Key.Item1, reason.Key.Item2, reason.Value.Sum(0, now))).Where(reason => reason.Hits > 0).OrderByDescending(reason => reason.Hits)],
                [.. listed.Select(domain => (domains.GetValueOrDefault(domain) ?? new SeenDomain(domain)).Read(now))],
                [.. strangers.Busiest.Where(stranger => now - stranger.LastAt < TimeSpan.FromDays(1))],
                untrustedProxyAt);
        }
    }

    private RollingCounts CountOf(SeenOutcome outcome, string reason)
    {
        if (!reasons.TryGetValue((outcome, reason), out var counts))
        {
            reasons.Add((outcome, reason), counts = new RollingCounts(24, TimeSpan.FromHours(1), 1));
        }

        return counts;
    }

    private SeenDomain Domain(string domain)
    {
        if (!domains.TryGetValue(domain, out var seen))
        {
            domains.Add(domain, seen = new SeenDomain(domain));
        }

        return seen;
    }
}

/// <summary>What lately arrived for a store, in numbers.</summary>
/// <param name="TouchesBySecond">Touches in each of the last 300 seconds, the running one last.</param>
/// <param name="HalfHour">Hits of the last 30 minutes by <see cref="SeenOutcome"/>.</param>
/// <param name="Reasons">Why hits of the last 24 hours were ignored or refused, the most frequent first.</param>
/// <param name="Domains">Each listed domain.</param>
/// <param name="Strangers">Hosts of the last 24 hours that are not listed.</param>
/// <param name="UntrustedProxyAt">When a hit last came through a proxy nobody named; null for never.</param>
public sealed record SeenFigures(
    IReadOnlyList<int> TouchesBySecond,
    IReadOnlyList<long> HalfHour,
    IReadOnlyList<SeenReason> Reasons,
    IReadOnlyList<SeenDomainFigures> Domains,
    IReadOnlyList<SeenStranger> Strangers,
    DateTimeOffset? UntrustedProxyAt);

/// <summary>How often something was ignored or refused for a reason.</summary>
public sealed record SeenReason(SeenOutcome Outcome, string Reason, long Hits);
