using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Links;

/// <summary>What the parts of the page need of a store.</summary>
/// <param name="Convention">How it writes its tags.</param>
/// <param name="Host">A domain of it, for examples.</param>
/// <param name="Resolve">What a link will count as.</param>
/// <param name="Owns">Whether a host is the store's.</param>
public sealed record LinkScope(NamingConvention Convention, string Host, Func<string, Resolution> Resolve, Func<string, bool> Owns)
{
    internal static LinkScope Of(StoreSettings store) => new(
        store.Naming,
        store.Domains.Count > 0 ? store.Domains[0] : "shop.example",
        url => Collector.Resolve(store, new Landing { Url = url }),
        store.Owns);
}
