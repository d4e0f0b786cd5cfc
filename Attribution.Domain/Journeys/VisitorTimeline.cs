namespace Attribution.Domain.Journeys;

/// <summary>Who used a browser when: the stitching of a visitor's touches to users.</summary>
public sealed class VisitorTimeline
{
    private readonly Identification[] identifications;

    /// <summary>The timeline of one visitor's identifications, in any order. Of two at one instant, the greater user id (ordinal) counts.</summary>
    public VisitorTimeline(IEnumerable<Identification> identifications) =>
        this.identifications = [.. identifications.OrderBy(one => one.From).ThenBy(one => one.UserId, StringComparer.Ordinal)];

    /// <summary>
    /// The user a touch at that instant belongs to: of the latest identification at or before it, else of the first one after it, else
    /// null, and the visitor is the person. Logging out ends nothing.
    /// </summary>
    public string? UserAt(DateTimeOffset instant) =>
        (Array.FindLast(identifications, one => one.From <= instant) ?? identifications.FirstOrDefault())?.UserId;
}

/// <summary>A visitor turned out to be a user.</summary>
/// <param name="From">When.</param>
/// <param name="UserId">The store's own id of the user.</param>
public sealed record Identification(DateTimeOffset From, string UserId);
