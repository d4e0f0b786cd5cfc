using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;

namespace Attribution.Web.Channels;

/// <summary>Rules in words: for the list, the tester and the history of versions.</summary>
internal static class RuleWords
{
    /// <summary>A field as it is offered.</summary>
    public static string Field(string field) => field switch
    {
        "source" => "Source",
        "medium" => "Medium",
        "campaign" => "Campaign",
        "content" => "Content",
        "term" => "Term",
        "campaign_id" => "Campaign id",
        "referrer_host" => "Referrer's host",
        "click_id" => "Click id",
        "landing_host" => "Landing page's host",
        "landing_path" => "Landing page's path",
        RuleFields.DefaultChannel => "Channel without rules",
        _ when RuleFields.QueryParameter(field) is { } name => name.Length > 0 ? $"Parameter {name}" : "Query parameter",
        _ => field,
    };

    /// <summary>An operator as it is offered.</summary>
    public static string Operator(string name, bool isNegated = false) => (name, isNegated) switch
    {
        (RuleOperators.EqualTo, false) => "is",
        (RuleOperators.EqualTo, true) => "is not",
        (RuleOperators.OneOf, false) => "is one of",
        (RuleOperators.OneOf, true) => "is none of",
        (RuleOperators.StartsWith, false) => "starts with",
        (RuleOperators.StartsWith, true) => "does not start with",
        (RuleOperators.EndsWith, false) => "ends with",
        (RuleOperators.EndsWith, true) => "does not end with",
        (RuleOperators.Contains, false) => "contains",
        (RuleOperators.Contains, true) => "does not contain",
        (RuleOperators.Glob, false) => "matches the pattern",
        (RuleOperators.Glob, true) => "does not match the pattern",
        (RuleOperators.Regex, false) => "matches the expression",
        (RuleOperators.Regex, true) => "does not match the expression",
        (RuleOperators.IsSet, false) or (RuleOperators.IsNotSet, true) => "is set",
        _ => "is not set",
    };

    /// <summary>A condition, such as <c>Source is one of bing, ecosia</c>.</summary>
    public static string Condition(RuleCondition condition, Func<string, string> nameOf)
    {
        var values = condition.Values.Select(value => condition.Field == RuleFields.DefaultChannel ? nameOf(value) : value).ToList();
        var listed = values.Count <= 4 ? string.Join(", ", values) : $"{string.Join(", ", values.Take(3))} and {values.Count - 3} more";
        return $"{Field(condition.Field)} {Operator(condition.Operator, condition.IsNegated)}{(listed.Length > 0 ? " " + listed : "")}";
    }

    /// <summary>All conditions of a rule.</summary>
    public static string Conditions(ChannelRule rule, Func<string, string> nameOf) => string.Join(" and ", rule.When.Select(condition => Condition(condition, nameOf)));

    /// <summary>What a rule says beside the channel, such as <c>sub-channel brand, platform google_ads</c>; empty for nothing.</summary>
    public static string Beside(RuleOutcome outcome) => string.Join(", ", new[]
    {
        ("sub-channel", outcome.SubChannel), ("platform", outcome.Platform), ("source", outcome.Source), ("partner", outcome.Partner),
    }.Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => $"{part.Item1} {part.Item2}"));

    /// <summary>What a click id proves to a store.</summary>
    public static string Proof(ClickProof proof) => proof switch
    {
        ClickProof.Ad => "A paid ad",
        ClickProof.Affiliate => "An affiliate",
        _ => "Only where from",
    };

    /// <summary>A field of <see cref="RuleCheck"/> for somebody who reads a list of faults.</summary>
    public static string FieldOfFault(string field) => field switch
    {
        "id" => "id",
        "name" => "name",
        "when" => "conditions",
        "then.channel" => "channel",
        "then.sub_channel" => "sub-channel",
        "then.platform" => "platform",
        "then.source" => "source",
        "then.partner" => "partner",
        _ when field.StartsWith("when[", StringComparison.Ordinal) && field.IndexOf(']') is > 0 and var end
            && int.TryParse(field.AsSpan(5, end - 5), System.Globalization.CultureInfo.InvariantCulture, out var place) => $"condition {place + 1}",
        _ => field,
    };
}
