namespace Attribution.Domain.Touches;

/// <summary>A tag's meaning beside what was sent; both empty for none.</summary>
internal readonly record struct Tag(string Value, string Raw);

/// <summary>Reads the tags of one landing: a stated one beats the address's, and one that says nothing gives way to the next.</summary>
internal sealed class TagReader(LandingQuery query, TagCleaner cleaner)
{
    private LandingFlags flags;

    /// <summary>What was odd about the tags read so far.</summary>
    public LandingFlags Flags => flags;

    /// <summary>A tag whose case does not matter: source, medium.</summary>
    public Tag Word(string? stated, string[] keys) => First(stated, keys, limit: 0);

    /// <summary>A tag whose case is kept.</summary>
    public Tag Text(string? stated, string[] keys, int limit) => First(stated, keys, limit);

    private Tag First(string? stated, string[] keys, int limit)
    {
        var first = new Tag("", "");
        if (!string.IsNullOrEmpty(stated))
        {
            first = new Tag(Clean(stated, encoded: false, limit), stated);
        }

        foreach (var key in keys)
        {
            if (first.Value.Length > 0)
            {
                break;
            }

            var raw = query.Raw(key);
            var value = raw.Length == 0 ? "" : Clean(raw, encoded: true, limit);
            first = value.Length > 0 || first.Raw.Length == 0 ? new Tag(value, raw) : first;
        }

        return first;
    }

    private string Clean(string raw, bool encoded, int limit) =>
        limit == 0 ? cleaner.Word(raw, encoded, ref flags) : cleaner.Text(raw, encoded, limit, ref flags);
}
