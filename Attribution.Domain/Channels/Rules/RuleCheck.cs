using System.Text.RegularExpressions;

namespace Attribution.Domain.Channels.Rules;

/// <summary>Says what is wrong with rules before they are kept, field by field, in words for who wrote them (CHANNELS §5, Limits).</summary>
public static partial class RuleCheck
{
    /// <summary>Most rules of a store.</summary>
    public const int MostRules = 200;

    /// <summary>Most conditions of a rule.</summary>
    public const int MostConditions = 10;

    /// <summary>Longest pattern, in characters.</summary>
    public const int LongestPattern = 200;

    /// <summary>Most values in a list.</summary>
    public const int MostValues = 50;

    /// <summary>What is wrong with a store's rules as a whole; null where nothing is.</summary>
    public static string? FaultOf(IReadOnlyList<ChannelRule> rules) =>
        rules.Count > MostRules ? $"There are {rules.Count} rules. A store has at most {MostRules}: join some, or remove those that match nothing."
        : rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"Two rules have the id '{twice.Key}'. Give each its own."
        : null;

    /// <summary>What is wrong with a rule, by field (<c>name</c>, <c>when[0].value</c>, <c>then.channel</c>); empty where nothing is.</summary>
    /// <param name="rule">The rule as written.</param>
    /// <param name="ownChannels">Ids of the store's own channels.</param>
    public static IReadOnlyDictionary<string, string> FaultsOf(ChannelRule rule, IReadOnlyCollection<string> ownChannels)
    {
        var faults = new Dictionary<string, string>();
        Add(faults, "id", IsId(rule.Id) ? null : "Write 1 to 40 of a–z, 0–9, - and _.");
        Add(faults, "name", rule.Name.Trim().Length is 0 or > 100 ? "Give it a name of 1 to 100 characters." : null);
        Add(faults, "when", CountFault(rule.When.Count));
        for (var i = 0; i < rule.When.Count; i++)
        {
            AddFaults(faults, $"when[{i}]", rule.When[i]);
        }

        Add(faults, "then.channel", ChannelFault(rule.Then.Channel, ownChannels));
        Add(faults, "then.sub_channel", rule.Then.SubChannel is { Length: > 0 } sub && !IsId(sub) ? "Write 1 to 40 of a–z, 0–9, - and _, or nothing." : null);
        Add(faults, "then.platform", rule.Then.Platform is { Length: > 0 } platform && !IsId(platform) ? "Write 1 to 40 of a–z, 0–9, - and _, or nothing." : null);
        Add(faults, "then.source", LengthFault(rule.Then.Source));
        Add(faults, "then.partner", LengthFault(rule.Then.Partner));
        return faults;
    }

    /// <summary>Why a pattern can't be an expression; null where it can.</summary>
    public static string? ExpressionFault(string pattern) => PatternFault(pattern) ?? RulePattern.FaultOf(pattern);

    private static void AddFaults(Dictionary<string, string> faults, string at, RuleCondition condition)
    {
        Add(faults, $"{at}.field", RuleFields.IsKnown(condition.Field)
            ? null
            : $"'{condition.Field}' is no field. Known are {string.Join(", ", RuleFields.All)} and query:NAME.");
        Add(faults, $"{at}.op", RuleOperators.All.Contains(condition.Operator)
            ? null
            : $"'{condition.Operator}' is no operator. Known are {string.Join(", ", RuleOperators.All)}.");
        Add(faults, $"{at}.value", ValuesFault(condition));
    }

    private static string? ValuesFault(RuleCondition condition) => condition.Operator switch
    {
        RuleOperators.IsSet or RuleOperators.IsNotSet => condition.Values.Count == 0 ? null : "This operator compares with nothing: remove the value.",
        RuleOperators.OneOf when condition.Values.Count > MostValues => $"There are {condition.Values.Count} values. A list has at most {MostValues}: use a second rule.",
        RuleOperators.OneOf => condition.Values.Count == 0 ? "List one value or more." : condition.Values.Select(PatternFault).FirstOrDefault(fault => fault is not null),
        _ when condition.Values.Count != 1 => "Give one value.",
        RuleOperators.Regex => ExpressionFault(condition.Values[0]),
        _ => PatternFault(condition.Values[0]),
    };

    private static string? PatternFault(string pattern) =>
        pattern.Length == 0 ? "Write what to compare with, or choose is set or is not set."
        : pattern.Length > LongestPattern ? $"This is {pattern.Length} characters long. At most {LongestPattern} are allowed: use a list or a second rule."
        : null;

    private static string? CountFault(int conditions) => conditions switch
    {
        0 => "Add a condition: a rule without one would take every landing.",
        > MostConditions => $"There are {conditions} conditions. A rule has at most {MostConditions}.",
        _ => null,
    };

    private static string? ChannelFault(string channel, IReadOnlyCollection<string> own) =>
        MarketingChannel.IsKnown(channel) || own.Contains(channel) ? null
        : channel == MarketingChannel.Unattributed ? "No touch is unattributed: it is what conversions without a touch are. Choose another channel."
        : !OwnChannel.IsId(channel) ? "Choose a channel, or write an id of 1 to 40 of a–z, 0–9 and _ for one of your own."
        : $"The store has no channel '{channel}'. Add it to the store's channels first.";

    private static string? LengthFault(string? text) => text is { Length: > 255 } ? "At most 255 characters." : null;

    private static void Add(Dictionary<string, string> faults, string field, string? fault)
    {
        if (fault is not null)
        {
            faults.Add(field, fault);
        }
    }

    private static bool IsId(string text) => Id().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9_-]{1,40}\z")]
    private static partial Regex Id();
}
