namespace Attribution.Domain.Channels.Hygiene;

/// <summary>How a store's sources, mediums and campaigns are spelt, and how they were meant.</summary>
internal sealed class SpellingCheck
{
    private readonly IReadOnlyList<TaggedTouches> touches;
    private readonly NamingConvention? convention;
    private readonly Dictionary<(string Field, string Value), string> meant = [];
    private readonly Dictionary<(string Field, string Value), string> written = [];

    public SpellingCheck(IReadOnlyList<TaggedTouches> touches, NamingConvention? convention)
    {
        this.touches = touches;
        this.convention = convention;
        Read("utm_source", tags => tags.Source, SourceCatalog.BuiltIn.UsualSources, value => SourceCatalog.BuiltIn.KnowsSource(value));
        Read("utm_medium", tags => tags.Medium, [.. NamingConvention.UsualMediums, .. convention?.Mediums ?? [], "organic"], value => SourceCatalog.BuiltIn.KnowsMedium(value));
        Read("utm_campaign", tags => tags.Campaign, [], _ => false);
    }

    public bool IsMisspelt(string field, string value) => meant.ContainsKey((field, value));

    /// <summary>The medium of the store's list that was meant; empty where none is near.</summary>
    public string Allowed(string medium) => Spellings.Meant(TagText.Key(medium), 0, [], convention?.Mediums ?? []) ?? "";

    public void AddTo(FindingTally found)
    {
        foreach (var link in touches)
        {
            Add(link, "utm_source", link.Raw.Source, found);
            Add(link, "utm_medium", link.Raw.Medium, found);
            Add(link, "utm_campaign", link.Raw.Campaign, found);
        }
    }

    private void Add(TaggedTouches link, string field, string raw, FindingTally found)
    {
        var value = TagText.Clean(raw);
        if (meant.TryGetValue((field, value), out var fix))
        {
            found.Add(HygieneKinds.Misspelt, field, value, fix, link);
        }
        else if (written.TryGetValue((field, value), out var usual) && usual != value)
        {
            found.Add(HygieneKinds.Variant, field, value, usual, link);
        }
    }

    private void Read(string field, Func<CampaignTags, string> of, IReadOnlyList<string> known, Func<string, bool> isKnown)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var link in touches)
        {
            if (TagText.Clean(of(link.Raw)) is { Length: > 0 } value && !TagText.HoldsMail(value))
            {
                values[value] = values.GetValueOrDefault(value) + link.Touches;
            }
        }

        var byKey = values.GroupBy(value => TagText.Key(value.Key)).Where(same => same.Key.Length > 0).ToList();
        var totals = byKey.ToDictionary(same => UsualOf(same), same => same.Sum(value => value.Value));
        foreach (var same in byKey)
        {
            Read(field, same, totals, known, isKnown);
        }
    }

    private void Read(string field, IGrouping<string, KeyValuePair<string, long>> same, Dictionary<string, long> totals, IReadOnlyList<string> known, Func<string, bool> isKnown)
    {
        var usual = UsualOf(same);
        var fix = same.Any(value => isKnown(value.Key)) ? null : Spellings.Meant(usual, totals[usual], totals, known);
        foreach (var (value, _) in same)
        {
            if (fix is not null)
            {
                meant[(field, value)] = Conventional(field, fix);
            }
            else if (same.Skip(1).Any())
            {
                written[(field, value)] = Conventional(field, usual);
            }
        }
    }

    // The most frequent spelling; of two as frequent the one that comes first.
    private static string UsualOf(IEnumerable<KeyValuePair<string, long>> same) =>
        same.OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).First().Key;

    private string Conventional(string field, string value) =>
        convention is null ? value : field == "utm_medium" ? convention.Medium(value) ?? convention.Apply(value) : convention.Apply(value);
}
