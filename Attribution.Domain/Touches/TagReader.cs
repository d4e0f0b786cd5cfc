namespace Attribution.Domain.Touches;

/// <summary>A tag's meaning beside what was sent; both empty for none.</summary>
internal readonly record struct Tag(string Value, string Raw);

/// <summary>Reads the tags of one landing: a stated one beats the address's, and one that says nothing gives way to the next.</summary>
internal struct TagReader(LandingQuery query, TagCleaner cleaner)
{
    private LandingFlags flags;

    /// <summary>What was odd about the tags read so far.</summary>
    public readonly LandingFlags Flags => flags;

    /// <summary>A tag whose case does not matter: source, medium.</summary>
    public Tag Word(string? stated, TagName tag) => First(stated, tag, limit: 0);

    /// <summary>A tag's parameter by its name, whose case does not matter.</summary>
    public string Word(string key) => query.Raw(key) is { Length: > 0 } raw ? Clean(raw, encoded: true, limit: 0) : "";

    /// <summary>A tag whose case is kept.</summary>
    public Tag Text(string? stated, TagName tag, int limit) => First(stated, tag, limit);

    private Tag First(string? stated, TagName tag, int limit)
    {
        var first = new Tag("", "");
        if (!string.IsNullOrEmpty(stated))
        {
            first = new Tag(Clean(stated, encoded: false, limit), stated);
        }

        if (!query.Has(tag))
        {
            return first;
        }

        foreach (var key in tag.Keys)
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
