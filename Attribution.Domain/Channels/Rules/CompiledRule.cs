using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels.Rules;

/// <summary>A rule as it is asked: its patterns built once.</summary>
internal sealed class CompiledRule(ChannelRule rule)
{
    private readonly CompiledCondition[] conditions = [.. rule.When.Select(condition => new CompiledCondition(condition))];

    public ChannelRule Rule => rule;

    /// <summary>Place of the first condition that does not hold; -1 where all do.</summary>
    public int FirstToFail(RuleFacts facts) => Array.FindIndex(conditions, condition => !condition.Holds(facts));
}

/// <summary>A condition as it is asked.</summary>
internal sealed class CompiledCondition(RuleCondition condition)
{
    private readonly Func<string, bool> matches = Matcher(condition);
    private readonly QueryParameter? parameter = RuleFields.QueryParameter(condition.Field) is { } name ? new(name, QueryKeys.Only(name)) : null;

    public bool Holds(RuleFacts facts) => matches(parameter is null ? facts.Of(condition.Field) : facts.Of(parameter)) != condition.IsNegated;

    private static Func<string, bool> Matcher(RuleCondition condition)
    {
        var value = condition.Values.Count > 0 ? condition.Values[0] : "";
        return condition.Operator switch
        {
            RuleOperators.EqualTo => text => text.Equals(value, StringComparison.OrdinalIgnoreCase),
            RuleOperators.OneOf => condition.Values.ToFrozenSet(StringComparer.OrdinalIgnoreCase).Contains,
            RuleOperators.StartsWith => text => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            RuleOperators.EndsWith => text => text.EndsWith(value, StringComparison.OrdinalIgnoreCase),
            RuleOperators.Contains => text => text.Contains(value, StringComparison.OrdinalIgnoreCase),
            RuleOperators.Glob => text => RulePattern.IsGlobOf(value, text),
            RuleOperators.Regex => Expression(RulePattern.Expression(value)),
            RuleOperators.IsSet => text => text.Length > 0,
            RuleOperators.IsNotSet => text => text.Length == 0,
            _ => throw new ArgumentException($"`{condition.Operator}` is no operator.", nameof(condition)),
        };
    }

    // A value that takes too long is one the expression does not match: no landing may be lost to a rule.
    private static Func<string, bool> Expression(Regex expression) => text =>
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    };
}
