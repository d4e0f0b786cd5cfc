namespace Attribution.Domain.Snapshots;

/// <summary>Visits from one origin, added up as they are read: of a busy day's visitors only hashes are held.</summary>
/// <param name="channel">Channel of the first touch.</param>
/// <param name="source">Its source.</param>
/// <param name="medium">Its medium.</param>
/// <param name="campaign">Its campaign; empty for none.</param>
public sealed class VisitTally(string channel, string source, string medium, string campaign)
{
    private readonly List<ulong> visitors = [];

    /// <summary>Adds a visit.</summary>
    /// <param name="visitorId">Who came; the session's own id where nobody may be known again.</param>
    public void Add(string visitorId) => visitors.Add(VisitorSketch.Hash(visitorId));

    /// <summary>What was added, as a row of a day.</summary>
    public VisitDay Sum() => new(channel, source, medium, campaign, visitors.Count, VisitorSketch.Of(visitors));
}
