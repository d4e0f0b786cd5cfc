using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage.Ingest;

/// <summary>A hit whose channel is resolved, ready for the writer, which alone decides about sessions.</summary>
internal sealed record IngestHit(HitKind Kind, TouchRow Row)
{
    /// <summary>Whether it brings campaign tags, a click id, a referrer or a stated type: a touch wherever it comes.</summary>
    public bool IsNews { get; init; }

    /// <summary>Whether it returns from a payment page or the store itself, without tags.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Whether that is from a payment page, or another that is no source.</summary>
    public bool IsPayment { get; init; }

    /// <summary>A contact outside the site, told by a server: opens no session.</summary>
    public bool IsOffline { get; init; }

    public bool IsServer { get; init; }

    /// <summary>Id derived from address, user agent and the day's salt; empty where there is nothing to derive from.</summary>
    public string Derived { get; init; } = "";

    /// <summary>Like <see cref="TouchRow.UserId"/> empty where nobody may be tied to the visitor.</summary>
    public string EmailHmac { get; init; } = "";

    public string OrderId { get; init; } = "";

    public string CartToken { get; init; } = "";

    /// <summary>The order that the hit makes; null where it makes none.</summary>
    public OrderClaim? Claim { get; init; }

    public int Pages { get; init; }

    public int Seconds { get; init; }

    public bool IsLimited => Row.Consent == "limited";
}

/// <summary>Hits of one request: they are written in order, and those of a browser share the ids that the first of them is given.</summary>
internal sealed class IngestBatch(StoreSettings store, IReadOnlyList<IngestHit> hits)
{
    public StoreSettings Store { get; } = store;

    public IReadOnlyList<IngestHit> Hits { get; } = hits;

    public HitAnswer[] Answers { get; } = new HitAnswer[hits.Count];

    /// <summary>Ids given to the browser earlier in this batch.</summary>
    public string VisitorId { get; set; } = "";

    /// <inheritdoc cref="VisitorId"/>
    public string SessionId { get; set; } = "";

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
