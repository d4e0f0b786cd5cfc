namespace Attribution.Web.Http;

/// <summary>Everything that is wrong with a request, by field, so that a sender mends it in one go.</summary>
internal sealed class Faults
{
    // A body made of nothing but faults must not be answered with as much text.
    private const int MaxFields = 100;
    private const int MaxName = 120;

    private readonly SortedDictionary<string, List<string>> byField = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    public bool Has(string field) => byField.ContainsKey(field);

    public void Add(string field, string message)
    {
        var name = field.Length <= MaxName ? field : field[..MaxName] + "…";
        if (byField.TryGetValue(name, out var messages))
        {
            messages.Add(message);
        }
        else if (byField.Count < MaxFields)
        {
            byField.Add(name, [message]);
        }
    }

    public IReadOnlyDictionary<string, string[]> ToDictionary() => byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
}
