using System.Collections.Concurrent;
using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// What arrives, as it arrives: for the page "Collecting" and for metrics. Kept in memory alone, bounded for each store, and begun anew
/// with the process. What is stored is in the tables; what is ignored or refused is seen only here.
/// </summary>
internal sealed class SeenHits(IngestHealth health, Instruments instruments, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, SeenStore> stores = new();

    /// <summary>Since when this process looks.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    public SeenStore Of(StoreId store) => stores.GetOrAdd(store.Value, static _ => new SeenStore());

    /// <summary>Notes a hit that was written.</summary>
    public void Taken(StoreSettings store, IngestHit hit, HitAnswer answer, Caller caller)
    {
        if (answer.Outcome == HitOutcome.Failed)
        {
            Refused(store, IngestHealth.NotStoredCount, new Refusal { Url = hit.Row.LandingUrl });
            return;
        }

        var row = hit.Row;
        var isTouch = answer.Outcome == HitOutcome.Created;
        var resolution = answer.Resolution;
        var seen = Of(store.Id);
        seen.Add(new SeenHit
        {
            At = row.ReceivedAt,
            Outcome = isTouch ? SeenOutcome.Touch : SeenOutcome.Activity,
            Reason = isTouch ? row.Reason : ActivityOf(hit, answer),
            TouchId = isTouch ? row.TouchId : default,
            Url = row.LandingUrl,
            ReferrerHost = row.ReferrerHost,
            Channel = resolution?.Channel ?? "",
            SubChannel = resolution?.SubChannel ?? "",
            Source = resolution?.Source ?? "",
            Medium = resolution?.Medium ?? "",
            Campaign = resolution?.Campaign ?? "",
            Platform = resolution?.Platform ?? "",
            Flags = row.Flags,
            Consent = row.Consent,
            IsServer = hit.IsServer,
        });
        if (store.DomainOf(HostOf(row.LandingUrl)) is { } domain)
        {
            seen.AddToDomain(domain, row.ReceivedAt, row.Consent, caller.VisitorCookie.Length > 0, row.Flags.Contains(ClockCorrected, StringComparison.Ordinal), caller.Door);
        }

        instruments.Hit(store.Key, isTouch ? "touch" : answer.Outcome == HitOutcome.Duplicate ? "duplicate" : "activity");
    }

    /// <summary>Notes a hit that is answered and not stored.</summary>
    public void Ignored(StoreSettings store, Hit hit, string reason, Caller caller)
    {
        health.Count(store.Id, reason);
        instruments.Ignored(store.Key, reason);
        Of(store.Id).Add(new SeenHit
        {
            At = caller.ReceivedAt,
            Outcome = SeenOutcome.Ignored,
            Reason = reason,
            Url = reason == IngestHealth.ConsentCount ? "" : WithoutQuery(hit.Landing.Url),
            IsServer = caller.IsServer,
        });
    }

    /// <summary>Notes what was not taken; <paramref name="store"/> is null where nobody knows for whom it was.</summary>
    public void Refused(StoreSettings? store, string reason, Refusal refusal)
    {
        health.Count(store?.Id ?? default, reason);
        instruments.Refused(store?.Key ?? "", reason, refusal.Hits);
        if (store is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var seen = Of(store.Id);
        if (reason == IngestHealth.ForeignOriginCount)
        {
            seen.AddStranger(refusal.Detail, now);
        }

        seen.Add(new SeenHit
        {
            At = now,
            Outcome = SeenOutcome.Refused,
            Reason = reason,
            Detail = Cut(refusal.Detail),
            Hits = Math.Max(1, refusal.Hits),
            Url = WithoutQuery(refusal.Url),
            IsServer = refusal.IsServer,
        });
    }

    /// <summary>Notes that a page fetched the script.</summary>
    public void ScriptFetched(StoreSettings store, string host, string name)
    {
        if (store.DomainOf(host) is { } domain)
        {
            Of(store.Id).AddScript(domain, clock.GetUtcNow(), name);
        }
    }

    /// <summary>Notes a hit that came through a proxy nobody named: the limit of its address was lifted.</summary>
    public void UntrustedProxy(StoreId store)
    {
        health.Count(store, IngestHealth.UntrustedForwardedCount);
        Of(store).TellUntrustedProxy(clock.GetUtcNow());
    }

    /// <summary>The host of an http address; empty where there is none.</summary>
    public static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var rest = url[(start + 3)..];
        var end = rest.IndexOfAny("/?#:");
        return end < 0 ? rest : rest[..end];
    }

    private const string ClockCorrected = "clock_corrected";
    private const int MaxDetail = 200;

    private static string ActivityOf(IngestHit hit, HitAnswer answer) =>
        answer.Outcome == HitOutcome.Duplicate ? "duplicate" : hit.IsReturn && hit.Kind == HitKind.Touch ? "return" : hit.Kind switch
        {
            HitKind.Conversion => "conversion",
            HitKind.Identify => "identify",
            HitKind.Consent => "consent_given",
            HitKind.Pulse => "pulse",
            _ => "page",
        };

    private static string WithoutQuery(string url) => Cut(url.IndexOfAny(['?', '#']) is >= 0 and var at ? url[..at] : url);

    private static string Cut(string text) => text.Length <= MaxDetail ? text : text[..MaxDetail] + "…";
}

/// <summary>What is known of something that was not taken.</summary>
internal readonly record struct Refusal()
{
    /// <summary>The field of a faulty item with what is wrong, or the host of a foreign page.</summary>
    public string Detail { get; init; } = "";

    public string Url { get; init; } = "";

    public int Hits { get; init; } = 1;

    public bool IsServer { get; init; }
}
