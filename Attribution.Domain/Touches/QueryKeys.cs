using System.Collections.Frozen;

namespace Attribution.Domain.Touches;

/// <summary>A parameter that means something.</summary>
/// <param name="Name">As the catalogue spells it.</param>
/// <param name="Tag">Bit of the tag it carries; 0 for none, as of click ids.</param>
internal sealed record KnownKey(string Name, int Tag);

/// <summary>The query parameters that mean something; their names ignore case.</summary>
internal sealed class QueryKeys
{
    private readonly FrozenDictionary<string, KnownKey>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> clickIds;

    public QueryKeys(IReadOnlyCollection<string> clickIds)
    {
        known = TagNames.All.SelectMany(tag => tag.Keys, (tag, key) => new KnownKey(key, tag.Bit))
            .Concat(clickIds.Select(id => new KnownKey(id, 0)))
            .DistinctBy(key => key.Name)
            .ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        this.clickIds = clickIds.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private QueryKeys(IEnumerable<string> names)
    {
        known = names.Distinct().ToFrozenDictionary(name => name, name => new KnownKey(name, 0), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        clickIds = FrozenSet.ToFrozenSet<string>([], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>One parameter that only a store knows.</summary>
    public static QueryKeys Only(string name) => new((IEnumerable<string>)[name]);

    /// <summary>Parameters that only a store knows, in lower case.</summary>
    public static QueryKeys Only(IEnumerable<string> names) => new(names);

    /// <summary>The key as the catalogue has it; null for one that means nothing.</summary>
    public KnownKey? Find(ReadOnlySpan<char> key)
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
