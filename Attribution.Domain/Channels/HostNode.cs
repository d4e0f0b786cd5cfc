namespace Attribution.Domain.Channels;

/// <summary>A label of the catalogue's hosts.</summary>
internal sealed class HostNode
{
    private readonly Dictionary<string, HostNode> children = new(StringComparer.Ordinal);

    /// <summary>What stands at this host itself, the longest path first.</summary>
    public List<HostEntry> Exact { get; } = [];

    /// <summary>What stands at this host and all under it, the longest path first.</summary>
    public List<HostEntry> WithSubdomains { get; } = [];

    /// <summary>The label that stands for any one.</summary>
    public HostNode? AnyLabel { get; private set; }

    /// <summary>Whether nothing lies below.</summary>
    public bool IsLeaf => children.Count == 0;

    /// <summary>The first entry that means the address.</summary>
    public static KnownSource? First(List<HostEntry> entries, string path, string query)
    {
        foreach (var entry in entries)
        {
            if (entry.Covers(path, query))
            {
                return entry.Source;
            }
        }

        return null;
    }

    public HostNode? Find(ReadOnlySpan<char> label) =>
        !IsLeaf && children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(label, out var child) ? child : null;

    public HostNode Child(string label)
    {
        if (label == "*")
        {
            return AnyLabel ??= new HostNode();
        }

        return children.TryGetValue(label, out var child) ? child : children[label] = new HostNode();
    }

    public void Add(HostEntry entry, bool withSubdomains)
    {
        var entries = withSubdomains ? WithSubdomains : Exact;
        var place = entries.FindIndex(other => other.Path.Length < entry.Path.Length);
        entries.Insert(place < 0 ? entries.Count : place, entry);
    }
}
