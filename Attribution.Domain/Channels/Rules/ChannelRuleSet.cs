namespace Attribution.Domain.Channels.Rules;

/// <summary>A store's rules of one version, in the order they are asked, ready to ask. Immutable.</summary>
public sealed class ChannelRuleSet
{
    private readonly CompiledRule[] rules;

    /// <param name="version">The version a touch notes; 0 for a store that never had a rule.</param>
    /// <param name="rules">In any order; each without a fault.</param>
    /// <exception cref="ArgumentException">A rule has a fault that <see cref="RuleCheck"/> would have told.</exception>
    public ChannelRuleSet(int version, IEnumerable<ChannelRule> rules)
    {
        Version = version;
        All = [.. rules.OrderBy(rule => rule.Priority).ThenBy(rule => rule.Id, StringComparer.Ordinal)];
        this.rules = [.. All.Where(rule => rule.IsEnabled).Select(rule => new CompiledRule(rule))];
    }

    /// <summary>No rule at all.</summary>
    public static ChannelRuleSet None { get; } = new(0, []);

    /// <summary>The version a touch notes.</summary>
    public int Version { get; }

    /// <summary>Every rule, also those that are off, in the order they are asked.</summary>
    public IReadOnlyList<ChannelRule> All { get; }

    /// <summary>Query parameters that a rule in force looks at: they are kept with the touch, so that the rules can be tried on history.</summary>
    public IReadOnlyList<string> QueryParameters =>
        [.. All.Where(rule => rule.IsEnabled).SelectMany(rule => rule.When).Select(condition => RuleFields.QueryParameter(condition.Field)).OfType<string>().Distinct()];

    internal bool IsEmpty => rules.Length == 0;

    /// <summary>The first rule whose conditions all hold; null for none.</summary>
    internal ChannelRule? Find(RuleFacts facts) => Array.Find(rules, rule => rule.FirstToFail(facts) < 0)?.Rule;

    /// <summary>Every rule in force with the first of its conditions that does not hold; -1 where all do.</summary>
    internal IReadOnlyList<(ChannelRule Rule, int FirstToFail)> Ask(RuleFacts facts) =>
        [.. rules.Select(rule => (rule.Rule, rule.FirstToFail(facts)))];
}
