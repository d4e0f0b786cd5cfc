namespace Attribution.Web.Storage.Ingest;

/// <summary>What a listed domain sent in the last 24 hours. Not safe for several threads at once.</summary>
internal sealed class SeenDomain(string domain)
{
    private const int Hours = 24;

    private readonly RollingCounts counts = new(Hours, TimeSpan.FromHours(1), Enum.GetValues<Kind>().Length);
    private DateTimeOffset? lastHitAt;
    private HitDoor lastDoor;
    private DateTimeOffset? scriptAt;
    private string script = "";

    private enum Kind
    {
        Hits,
        Granted,
        Limited,
        Cookie,
        ClockCorrected,
    }

    public void Add(DateTimeOffset at, string consent, bool hasCookie, bool isCorrected, HitDoor door)
    {
        counts.Add((int)Kind.Hits, at);
        Add(consent == Consent.Granted, Kind.Granted, at);
        Add(consent == Consent.Limited, Kind.Limited, at);
        Add(hasCookie, Kind.Cookie, at);
        Add(isCorrected, Kind.ClockCorrected, at);
        (lastHitAt, lastDoor) = (at, door);
    }

    public void AddScript(DateTimeOffset at, string name) => (scriptAt, script) = (at, name);

    public SeenDomainFigures Read(DateTimeOffset now) => new(
        domain, lastHitAt, Sum(Kind.Hits, now), Sum(Kind.Granted, now), Sum(Kind.Limited, now), Sum(Kind.Cookie, now), Sum(Kind.ClockCorrected, now), lastDoor, scriptAt, script);

    private void Add(bool holds, Kind kind, DateTimeOffset at)
    {
        if (holds)
        {
            counts.Add((int)kind, at);
        }
    }

    private long Sum(Kind kind, DateTimeOffset now) => counts.Sum((int)kind, now);
}

/// <summary>What a listed domain sent in the last 24 hours, or since the server started where that is less.</summary>
/// <param name="LastHitAt">When the last hit came; null for none.</param>
/// <param name="Cookie">Hits that brought the visitor's cookie.</param>
/// <param name="ClockCorrected">Hits from a device whose clock was wrong.</param>
/// <param name="LastDoor">The way the last hit came in.</param>
/// <param name="ScriptAt">When a page of it last fetched the script; null for never.</param>
/// <param name="Script">The script's file name.</param>
public sealed record SeenDomainFigures(
    string Domain,
    DateTimeOffset? LastHitAt,
    long Hits,
    long Granted,
    long Limited,
    long Cookie,
    long ClockCorrected,
    HitDoor LastDoor,
    DateTimeOffset? ScriptAt,
    string Script);
