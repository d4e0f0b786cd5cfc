namespace Attribution.Domain.Channels.Hygiene;

/// <summary>Sums up findings of the same kind, field and value.</summary>
internal sealed class FindingTally
{
    private const int Most = 3;

    private readonly Dictionary<(string Kind, string Field, string Value), Entry> entries = [];

    public void Add(string kind, string field, string value, string fix, TaggedTouches link)
    {
        if (!entries.TryGetValue((kind, field, value), out var entry))
        {
            entries[(kind, field, value)] = entry = new Entry(fix);
        }

        entry.Touches += link.Touches;
        Count(entry.Pages, link.Page, link.Touches);
        var campaign = TagText.Clean(link.Raw.Campaign);
        Count(entry.Campaigns, TagText.HoldsMail(campaign) ? "" : campaign, link.Touches);
    }

    public IReadOnlyList<HygieneFinding> InOrder() =>
    [
        .. entries.Select(pair => new HygieneFinding(pair.Key.Kind, pair.Key.Field, pair.Key.Value, pair.Value.Fix, pair.Value.Touches)
            {
                Pages = Top(pair.Value.Pages),
                Campaigns = Top(pair.Value.Campaigns),
            })
            .OrderByDescending(finding => finding.Touches)
            .ThenBy(finding => IndexOf(finding.Kind))
            .ThenBy(finding => finding.Field, StringComparer.Ordinal)
            .ThenBy(finding => finding.Value, StringComparer.Ordinal),
    ];

    private static int IndexOf(string kind) => HygieneKinds.All.TakeWhile(other => other != kind).Count();

    private static void Count(Dictionary<string, long> counts, string text, long touches)
    {
        if (text.Length > 0)
        {
            counts[text] = counts.GetValueOrDefault(text) + touches;
        }
    }

    private static IReadOnlyList<string> Top(Dictionary<string, long> counts) =>
        [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(Most).Select(count => count.Key)];

    private sealed class Entry(string fix)
    {
        public string Fix { get; } = fix;

        public long Touches { get; set; }

        public Dictionary<string, long> Pages { get; } = [];

        public Dictionary<string, long> Campaigns { get; } = [];
    }
}
