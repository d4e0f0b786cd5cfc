using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;

namespace Attribution.Web.Imports;

/// <summary>What the lines of a file came to, or would come to.</summary>
public sealed class ImportFigures
{
    private const int MostReasons = 20;
    private const int LongestReason = 300;
    private const string Others = "Other reasons";

    /// <summary>Lines of every kind.</summary>
    public long Lines { get; set; }

    public long New { get; set; }

    /// <summary>Lines that extended a visit, told who a visitor is, or wait for an order.</summary>
    public long Noted { get; set; }

    public long Known { get; set; }

    public long Ignored { get; set; }

    public long Refused { get; set; }

    /// <summary>When the earliest of the lines that were read happened; null for none.</summary>
    public DateTimeOffset? First { get; set; }

    public DateTimeOffset? Last { get; set; }

    /// <summary>New touches by channel.</summary>
    public SortedDictionary<string, long> Channels { get; set; } = new(StringComparer.Ordinal);

    /// <summary>New orders by what matched them, <c>none</c> included.</summary>
    public SortedDictionary<string, long> MatchedBy { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> IgnoredAs { get; set; } = new(StringComparer.Ordinal);

    /// <summary>New refunds.</summary>
    public long Refunds { get; set; }

    /// <summary>Faults by field and reason, the first few of them.</summary>
    public Dictionary<string, long> Reasons { get; set; } = [];

    /// <summary>The store's days on which something is new.</summary>
    public SortedSet<DateOnly> Days { get; set; } = [];

    public long Matched => MatchedBy.Where(one => one.Key != "none").Sum(one => one.Value);

    internal static ImportFigures FromJson(string json) => json.Length == 0 ? new() : JsonSerializer.Deserialize<ImportFigures>(json, JsonSerializerOptions.Web)!;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    internal void Refuse(IEnumerable<(string Field, string Reason)> faults)
    {
        Lines++;
        Refused++;
        foreach (var (field, reason) in faults)
        {
            var key = $"{field}: {(reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason)}";
            var name = Reasons.ContainsKey(key) || Reasons.Count < MostReasons ? key : Others;
            Reasons[name] = Reasons.GetValueOrDefault(name) + 1;
        }
    }

    internal void Add(string kind, HistoryItem item, HistoryOutcome outcome, StoreCalendar calendar)
    {
        Lines++;
        First = First is { } first && first <= item.OccurredAt ? first : item.OccurredAt;
        Last = Last is { } last && last >= item.OccurredAt ? last : item.OccurredAt;
        switch (outcome.Result)
        {
            case HistoryResult.New:
                New++;
                Days.Add(calendar.DayOf(item.OccurredAt));
                CountNew(kind, outcome.Label);
                break;
            case HistoryResult.Noted:
                Noted++;
                break;
            case HistoryResult.Known:
                Known++;
                break;
            default:
                Ignored++;
                IgnoredAs[outcome.Label] = IgnoredAs.GetValueOrDefault(outcome.Label) + 1;
                break;
        }
    }

    private void CountNew(string kind, string label)
    {
        if (label.Length == 0)
        {
            Refunds++;
            return;
        }

        var counts = kind == ImportKinds.Single[0] ? Channels : MatchedBy;
        counts[label] = counts.GetValueOrDefault(label) + 1;
    }
}
