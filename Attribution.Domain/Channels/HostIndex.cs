namespace Attribution.Domain.Channels;

/// <summary>
/// Hosts by label from the right. Patterns: <c>host</c> that host only, <c>.host</c> it and what lies under it, <c>brand.*</c> any
/// country suffix, a star elsewhere any one label; each with or without <c>/path</c>.
/// </summary>
internal sealed class HostIndex
{
    // The second levels under which countries sell names: co.uk, com.br.
    private static readonly string[] SecondLevels = ["com", "co", "net", "org"];

    private readonly HostNode hosts = new();
    private readonly HostNode brands = new();

    public HostIndex(IEnumerable<(string Pattern, KnownSource Source, IReadOnlyList<string>? Keywords)> rows)
    {
        foreach (var (pattern, source, keywords) in rows)
        {
            Add(pattern, source, keywords);
        }
    }

    /// <summary>The source of an address: the longest host wins, exact before under, then the longest path. Null for none.</summary>
    public KnownSource? Find(string host, string path, string query)
    {
        KnownSource? above = null;
        return Exact(hosts, host, path, query, ref above) ?? OfBrand(host, path, query) ?? above;
    }

    private void Add(string pattern, KnownSource source, IReadOnlyList<string>? keywords)
    {
        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? pattern : pattern[..slash];
        var entry = new HostEntry(source, slash < 0 ? "" : pattern[slash..].TrimEnd('/'), keywords);
        var isBrand = host.EndsWith(".*", StringComparison.Ordinal);
        var node = isBrand ? brands : hosts;
        foreach (var label in (isBrand ? host[..^2] : host.TrimStart('.')).Split('.').Reverse())
        {
            node = node.Child(label);
        }

        node.Add(entry, withSubdomains: host.StartsWith('.'));
    }

    private KnownSource? OfBrand(ReadOnlySpan<char> host, string path, string query)
    {
        var brand = WithoutLastLabel(host, out var country);
        if (country.Length != 2 || brands.IsLeaf)
        {
            return null;
        }

        var shorter = WithoutLastLabel(brand, out var second);
        foreach (var level in SecondLevels)
        {
            if (second.SequenceEqual(level))
            {
                brand = shorter;
                break;
            }
        }

        KnownSource? above = null;
        return Exact(brands, brand, path, query, ref above);
    }

    // On the way down to the host itself lie the names that hold for all under them: the last of them is the longest.
    private static KnownSource? Exact(HostNode node, ReadOnlySpan<char> host, string path, string query, ref KnownSource? above)
    {
        if (host.IsEmpty)
        {
            return HostNode.First(node.Exact, path, query);
        }

        var rest = WithoutLastLabel(host, out var label);
        if (node.Find(label) is { } child)
        {
            if (Exact(child, rest, path, query, ref above) is { } found)
            {
                return found;
            }

            above ??= HostNode.First(child.WithSubdomains, path, query);
        }

        KnownSource? ofAny = null;
        return node.AnyLabel is { } any ? Exact(any, rest, path, query, ref ofAny) : null;
    }

    private static ReadOnlySpan<char> WithoutLastLabel(ReadOnlySpan<char> host, out ReadOnlySpan<char> label)
    {
        var dot = host.LastIndexOf('.');
        label = host[(dot + 1)..];
        return dot < 0 ? [] : host[..dot];
    }
}
