using System.Collections.Frozen;

namespace Attribution.Domain.Touches;

/// <summary>The query parameters that mean something; their names ignore case.</summary>
internal sealed class QueryKeys
{
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> clickIds;

    public QueryKeys(IReadOnlyCollection<string> clickIds)
    {
        known = TagNames.All.Concat(clickIds).Distinct()
            .ToFrozenDictionary(key => key, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        this.clickIds = clickIds.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private QueryKeys(string name)
    {
        known = new[] { name }.ToFrozenDictionary(key => key, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        clickIds = FrozenSet.ToFrozenSet<string>([], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>One parameter that only a store knows.</summary>
    public static QueryKeys Only(string name) => new(name);

    /// <summary>The key as the catalogue spells it; null for one that means nothing.</summary>
    public string? Find(ReadOnlySpan<char> key)
    {
        while (key.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
        {
            key = key["amp;".Length..];
        }

        var plain = key.Contains('%') ? PercentText.Decode(key, plusIsSpace: false) : key;
        return known.TryGetValue(plain, out var spelled) ? spelled : null;
    }

    /// <summary>Whether a parameter starts here that only an advertiser would write: what follows a stray question mark.</summary>
    public bool StartsTag(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('=', '&', '?');
        return end > 0 && text[end] == '=' && (TagNames.IsTagLike(text[..end]) || clickIds.Contains(text[..end]));
    }
}
