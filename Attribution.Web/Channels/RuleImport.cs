using Attribution.Domain.Channels.Rules;

namespace Attribution.Web.Channels;

/// <summary>A file of rules as it was read: what can be taken, and what cannot with the reason. Nothing is kept by reading.</summary>
/// <param name="Rules">In the order of the file.</param>
/// <param name="Refused">Such as "Line 3: …".</param>
internal sealed record RuleImport(IReadOnlyList<ChannelRule> Rules, IReadOnlyList<string> Refused)
{
    /// <summary>Most characters of a file.</summary>
    public const int LongestText = 500_000;

    /// <summary>Reads JSON as it is exported, or the table of source and medium patterns as CSV.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="ownChannels">The store's own channels that rules may choose.</param>
    public static RuleImport Read(string text, IReadOnlyCollection<string> ownChannels)
    {
        try
        {
            var isJson = text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['[' or '{', ..];
            return isJson ? Judged(RuleJson.Read(text.TrimStart('\uFEFF')).Select((rule, i) => ($"Rule {i + 1}, {rule.Name}", rule)), [], ownChannels) : OfTable(text, ownChannels);
        }
        catch (FormatException fault)
        {
            return new RuleImport([], [fault.Message]);
        }
    }

    private static RuleImport OfTable(string text, IReadOnlyCollection<string> ownChannels)
    {
        var (rules, refused) = RuleCsv.Read(text.TrimStart('\uFEFF'));
        return Judged(rules.Select(row => ($"Line {row.Line}", row.Rule)), refused, ownChannels);
    }

    private static RuleImport Judged(IEnumerable<(string At, ChannelRule Rule)> rules, IReadOnlyList<string> refused, IReadOnlyCollection<string> ownChannels)
    {
        var taken = new List<ChannelRule>();
        var faults = new List<string>(refused);
        foreach (var (at, rule) in rules)
        {
            var wrong = RuleCheck.FaultsOf(rule, ownChannels);
            if (wrong.Count == 0)
            {
                taken.Add(rule);
            }
            else
            {
                faults.Add($"{at}: {string.Join(' ', wrong.Select(fault => $"{RuleWords.FieldOfFault(fault.Key)}: {fault.Value}"))}");
            }
        }

        return new RuleImport(taken, faults);
    }
}
