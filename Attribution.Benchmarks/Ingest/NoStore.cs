using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;

namespace Attribution.Benchmarks.Ingest;

/// <summary>Answers as if every hit were a stored touch, and stores nothing.</summary>
internal sealed class NoStore : IHitStore
{
    public Task<IReadOnlyList<HitAnswer>> Submit(StoreSettings store, IReadOnlyList<IngestHit> hits) =>
        Task.FromResult<IReadOnlyList<HitAnswer>>([.. hits.Select(hit => Created(hit.Row, OrNew(hit.Row.VisitorId, hit.Row), OrNew(hit.Row.SessionId, hit.Row)))]);

    /// <summary>The answer to a touch that was stored.</summary>
    public static HitAnswer Created(TouchRow row, string visitor, string session) => new(HitOutcome.Created, row.TouchId)
    {
        VisitorId = visitor,
        SessionId = session,
        Consent = row.Consent,
        OccurredAt = row.OccurredAt,
        Resolution = new HitResolution(row.Channel, row.SubChannel, row.Source, row.Medium, row.Campaign, row.Platform, row.Reason, row.Flags),
    };

    private static string OrNew(string id, TouchRow row) => id.Length > 0 ? id : IngestIds.New(row.ReceivedAt);
}
