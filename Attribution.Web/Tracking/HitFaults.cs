namespace Attribution.Web.Tracking;

/// <summary>What was wrong with a hit: for a server by field, for a browser as flags beside what was kept.</summary>
internal sealed class HitFaults(bool isStrict)
{
    public const string BadField = "bad_field";
    public const string TooLong = "truncated";

    // A hit made of nothing but faults must not be answered with as much text.
    private const int MaxFields = 100;
    private const int MaxName = 120;

    private readonly SortedDictionary<string, List<string>> byField = new(StringComparer.Ordinal);
    private readonly SortedSet<string> flags = new(StringComparer.Ordinal);

    /// <summary>Whether a server speaks, whose faults are told instead of mended.</summary>
    public bool IsStrict { get; } = isStrict;

    public bool Any => byField.Count > 0;

    /// <summary>The first faulty field and what is wrong with it; empty where none is.</summary>
    public string First => byField.Count == 0 ? "" : $"{byField.First().Key}: {byField.First().Value[0]}";

    public IReadOnlyList<string> Flags => [.. flags];

    public IReadOnlyDictionary<string, string[]> ByField => byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    public void Add(string field, string message) => Note(field, message, BadField);

    public void AddTooLong(string field, string message) => Note(field, message, TooLong);

    public void Flag(string flag) => flags.Add(flag);

    /// <summary>Notes what leaves nothing of the hit to keep, whoever sent it.</summary>
    public void Refuse(string field, string message) => Tell(field, message);

    private void Note(string field, string message, string flag)
    {
        if (!IsStrict)
        {
            flags.Add(flag);
            return;
        }

        Tell(field, message);
    }

    private void Tell(string field, string message)
    {
        var name = HitText.Clean(field.Length <= MaxName ? field : field[..MaxName] + "…");
        if (byField.TryGetValue(name, out var messages))
        {
            messages.Add(message);
        }
        else if (byField.Count < MaxFields)
        {
            byField.Add(name, [message]);
        }
    }
}
