namespace Attribution.Web.Storage.Ingest;

/// <summary>Where accepted hits go. The app has one, <see cref="IngestQueue"/>; the benchmark puts others in its place to compare with.</summary>
internal interface IHitStore
{
    /// <summary>Stores the hits of one request: what became of each, in order. Once this returns, all of it is on disk.</summary>
    /// <exception cref="IngestBusyException">Nothing can be stored now: all of it may be sent again.</exception>
    Task<IReadOnlyList<HitAnswer>> Submit(StoreSettings store, IReadOnlyList<IngestHit> hits);
}
