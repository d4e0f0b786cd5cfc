using System.Net;
using System.Net.Sockets;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Tracking;

/// <summary>How much one address and one store may send with public keys. Each refusal says when to come back.</summary>
internal sealed class RateLimits(IOptions<TrackingOptions> options, IConfiguration configuration, SecretKeyLimit secrets, SeenHits seen, TimeProvider clock)
{
    private const int StoreBucketSeconds = 10;

    private readonly TokenBuckets<(string Prefix, Guid Key)> addresses = new(options.Value.AddressPerMinute, options.Value.AddressPerMinute / 60.0, clock);
    private readonly TokenBuckets<int> stores = new(options.Value.StorePerSecond * StoreBucketSeconds, options.Value.StorePerSecond, clock);
    private readonly bool hasTrustedProxy = configuration.GetSection("Proxy:Trusted").GetChildren().Any();

    /// <summary>How long to wait before these hits are taken; null where they are taken now.</summary>
    public TimeSpan? Take(HttpContext context, KeyGrant key, int hits)
    {
        if (key.IsSecret)
        {
            // One in the header was counted before anything else was looked at.
            return KeyAuthentication.TokenOf(context.Request) is null ? secrets.Take(key) : null;
        }

        // Behind a proxy nobody told us of, all visitors seem to come from one address: it must not be limited as one.
        if (IsBehindUnknownProxy(context.Request))
        {
            seen.UntrustedProxy(key.Store);
            return stores.Take(key.Store.Value, hits);
        }

        return addresses.Take((PrefixOf(context.Connection.RemoteIpAddress), key.KeyId), hits) ?? stores.Take(key.Store.Value, hits);
    }

    /// <summary>Whether forwarded headers come with a hit though no proxy is named.</summary>
    public bool IsBehindUnknownProxy(HttpRequest request) => !hasTrustedProxy && IsForwarded(request);

    // An IPv6 network of one customer is a /64.
    public static string PrefixOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static bool IsForwarded(HttpRequest request) =>
        request.Headers.ContainsKey("Forwarded") || request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
}
