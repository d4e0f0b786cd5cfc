using Attribution.Web.Http;
using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Tracking;

/// <summary>
/// Which orders a browser is believed: those of stores that trust browsers, told by one of the store's own pages, a few at a time.
/// What is not believed is a hint as ever.
/// </summary>
internal sealed class BrowserOrders(IOptions<TrackingOptions> options, IngestHealth health, TimeProvider clock)
{
    private readonly TokenBuckets<(string Prefix, int Store)> addresses = new(options.Value.BrowserOrdersAddressPerMinute, options.Value.BrowserOrdersAddressPerMinute / 60.0, clock);
    private readonly TokenBuckets<int> stores = new(options.Value.BrowserOrdersStorePerMinute, options.Value.BrowserOrdersStorePerMinute / 60.0, clock);

    /// <summary>Whether the hit may make an order. Its sender's origin was looked at before: a foreign one did not get here.</summary>
    public bool Believes(HttpContext context, Sender sender, Hit hit)
    {
        var store = sender.Store;
        if (hit.Kind != HitKind.Conversion || !store.Collecting.TrustBrowserOrders || context.Request.Headers.Origin.Count == 0)
        {
            return false;
        }

        if (addresses.Take((RateLimits.PrefixOf(context.Connection.RemoteIpAddress), store.Id.Value), 1) is null && stores.Take(store.Id.Value, 1) is null)
        {
            return true;
        }

        health.Count(store.Id, IngestHealth.BrowserOrderLimitCount);
        return false;
    }
}
