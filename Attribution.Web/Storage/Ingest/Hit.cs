using System.Net;
using Attribution.Domain;
using Attribution.Domain.Channels;

namespace Attribution.Web.Storage.Ingest;

internal enum HitKind
{
    Touch,
    Conversion,
    Identify,
    Consent,
    Pulse,
}

/// <summary>What a site sent, read and bounded: nothing in it can be a fault any more. Texts are empty where there is nothing.</summary>
internal sealed record Hit
{
    public HitKind Kind { get; init; }

    /// <summary>Names the hit for ever: the same id again is the same hit.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it happened by the sender's own clock, right or wrong; null where the hit does not say.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    public Landing Landing { get; init; } = new();

    public string VisitorId { get; init; } = "";

    public string SessionId { get; init; } = "";

    public string UserId { get; init; } = "";

    /// <summary>Lower-case SHA-256 hex of an e-mail address.</summary>
    public string EmailHash { get; init; } = "";

    /// <summary>Hex HMAC of <see cref="UserId"/> under the store's identify secret.</summary>
    public string Signature { get; init; } = "";

    /// <summary>granted, limited or denied; empty where the hit names none.</summary>
    public string Consent { get; init; } = "";

    /// <summary>Whether the browser asked not to be tracked.</summary>
    public bool Gpc { get; init; }

    public int Pages { get; init; }

    public int Seconds { get; init; }

    /// <summary>The order of a conversion.</summary>
    public string OrderId { get; init; } = "";

    public string CartToken { get; init; } = "";

    /// <summary>What a browser says of an order, where it may be believed; null where the hit is a hint and no more.</summary>
    public OrderClaim? Claim { get; init; }

    /// <summary>Cost a server stated, in the store's minor units.</summary>
    public long? CostMinor { get; init; }

    /// <summary>Engagement a server stated, 0 to 1.</summary>
    public double? Engagement { get; init; }

    /// <summary>The visitor's address as a server stated it. Never stored.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>The visitor's user agent as a server stated it. Never stored.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>What was odd about the hit itself, such as <c>truncated</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}

/// <summary>An order as a browser tells of it.</summary>
internal sealed record OrderClaim(string Type, Money Value);

/// <summary>Who brought hits. A server speaks for visitors it names; a browser is the visitor.</summary>
internal sealed record Caller(bool IsServer, DateTimeOffset ReceivedAt)
{
    public IPAddress? Address { get; init; }

    public string UserAgent { get; init; } = "";

    /// <summary>The header <c>Sec-CH-UA-Mobile</c>.</summary>
    public string MobileHint { get; init; } = "";

    /// <summary>Two capital letters that a trusted proxy told; empty for none.</summary>
    public string Country { get; init; } = "";

    public string VisitorCookie { get; init; } = "";

    public string SessionCookie { get; init; } = "";

    /// <summary>Whether the request carries <c>Sec-GPC: 1</c>.</summary>
    public bool Gpc { get; init; }

    /// <summary>Whether the browser only looks ahead, and nobody has seen the page.</summary>
    public bool IsPrefetch { get; init; }

    /// <summary>Whether a proxy nobody named stands between: the address is everybody's, and tells nobody apart.</summary>
    public bool IsAddressShared { get; init; }

    /// <summary>The way the hits came in.</summary>
    public HitDoor Door { get; init; } = IsServer ? HitDoor.Server : HitDoor.Stable;
}
