using System.Text.Json.Serialization;
using Attribution.Domain.Journeys;

namespace Attribution.Web.Privacy;

/// <summary>Where the search for a person starts.</summary>
internal sealed record PersonSeeds
{
    public HashSet<string> Users { get; init; } = [];

    /// <summary>Browsers that nobody but the person used.</summary>
    public HashSet<string> Visitors { get; init; } = [];

    /// <summary>As the store keeps them.</summary>
    public HashSet<string> Emails { get; init; } = [];

    public HashSet<string> Orders { get; init; } = [];

    /// <summary>A browser that several users signed in on: all of it, and nothing beyond it.</summary>
    public bool WholeBrowser { get; init; }

    public bool IsEmpty => Users.Count + Visitors.Count + Emails.Count + Orders.Count == 0;
}

/// <summary>All that a store knows of one person: identifiers, and the keys of every row.</summary>
internal sealed record Person
{
    /// <summary>The store's own ids of the person, and of none else.</summary>
    public required IReadOnlySet<string> Users { get; init; }

    /// <summary>Every browser the person was seen with.</summary>
    public required IReadOnlySet<string> Visitors { get; init; }

    /// <summary>Those of <see cref="Visitors"/> that somebody else used too: only the person's own time on them counts.</summary>
    public required IReadOnlySet<string> SharedVisitors { get; init; }

    /// <summary>As the store keeps them.</summary>
    public required IReadOnlySet<string> Emails { get; init; }

    public bool WholeBrowser { get; init; }

    public IReadOnlyList<Guid> Touches { get; init; } = [];

    public IReadOnlyList<string> Sessions { get; init; } = [];

    public IReadOnlyList<Guid> Hints { get; init; } = [];

    public IReadOnlyList<string> Orders { get; init; } = [];

    public IReadOnlyList<(string VisitorId, DateTimeOffset From)> Identifications { get; init; } = [];

    public IReadOnlyList<(string EmailHmac, DateTimeOffset From, string VisitorId, string UserId)> EmailRows { get; init; } = [];

    /// <summary>How many rows there are of each kind.</summary>
    public PersonCounts Counts => new(Touches.Count, Sessions.Count, Identifications.Count, EmailRows.Count, Hints.Count, Orders.Count);
}

/// <summary>Rows of a person, or of what a retention ends, by kind.</summary>
/// <param name="Identifications">Times at which a browser turned out to be a user's.</param>
/// <param name="Emails">E-mail addresses, kept as an HMAC, tied to a browser or user.</param>
/// <param name="Hints">Browsers' words that they saw an order.</param>
/// <param name="Orders">Orders: they stay, with their amounts and credits, and lose what leads to a person.</param>
public sealed record PersonCounts(int Touches, int Sessions, int Identifications, int Emails, int Hints, int Orders)
{
    /// <summary>Nothing at all.</summary>
    public static PersonCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Rows of all kinds.</summary>
    [JsonIgnore]
    public int All => Touches + Sessions + Identifications + Emails + Hints + Orders;

    /// <summary>Both together.</summary>
    public PersonCounts Plus(PersonCounts other) => new(
        Touches + other.Touches, Sessions + other.Sessions, Identifications + other.Identifications, Emails + other.Emails, Hints + other.Hints, Orders + other.Orders);

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant(
        $"{Touches} touches, {Sessions} sessions, {Identifications} identifications, {Emails} e-mail rows, {Hints} hints; {Orders} orders made anonymous");
}

/// <summary>Whose a browser was when, as far as one person is concerned.</summary>
internal sealed class OwnTime(IReadOnlySet<string> users, IReadOnlyDictionary<string, VisitorTimeline> timelines, bool wholeBrowser)
{
    /// <summary>Whether the person used a browser at an instant; a browser that nobody signed in on was always the person's.</summary>
    public bool Covers(string visitor, DateTimeOffset at) =>
        wholeBrowser || timelines.GetValueOrDefault(visitor)?.UserAt(at) is not { } user || users.Contains(user);
}
