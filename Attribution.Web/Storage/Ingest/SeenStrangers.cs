namespace Attribution.Web.Storage.Ingest;

/// <summary>Hosts whose pages were refused, the busiest ones: anyone can name a host, so that the list is short. Not safe for several threads at once.</summary>
internal sealed class SeenStrangers
{
    private const int Capacity = 50;
    private const int MaxHost = 120;

    private readonly Dictionary<string, (long Hits, DateTimeOffset LastAt)> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The busiest first.</summary>
    public IReadOnlyList<SeenStranger> Busiest => [.. hosts.Select(host => new SeenStranger(host.Key, host.Value.Hits, host.Value.LastAt)).OrderByDescending(host => host.Hits).ThenBy(host => host.Host, StringComparer.Ordinal)];

    public void Add(string host, DateTimeOffset at)
    {
        if (host.Length is 0 or > MaxHost || !IsDomain(host))
        {
            return;
        }

        if (!hosts.TryGetValue(host, out var known) && hosts.Count >= Capacity)
        {
            hosts.Remove(hosts.MinBy(one => one.Value.LastAt).Key);
        }

        hosts[host] = (known.Hits + 1, at);
    }

    // What a store could list: a name with a dot, and no address of a machine.
    private static bool IsDomain(string host) =>
        host.Contains('.') && Uri.CheckHostName(host) == UriHostNameType.Dns && !host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A host that is none of the store's domains, and how often its pages were refused.</summary>
public sealed record SeenStranger(string Host, long Hits, DateTimeOffset LastAt);
