using System.Collections.Frozen;

namespace Attribution.Domain.Channels.Rules;

/// <summary>What a rule's condition may look at (CHANNELS §5), by name on the wire.</summary>
public static class RuleFields
{
    /// <summary>What the catalogue would say without the store's rules.</summary>
    public const string DefaultChannel = "default_channel";

    /// <summary>Starts the field of a query parameter: <c>query:via</c>.</summary>
    public const string QueryPrefix = "query:";

    /// <summary>Every field but the query parameters', in the order they are offered.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "source", "medium", "campaign", "content", "term", "campaign_id", "referrer_host", "click_id", "landing_host", "landing_path", DefaultChannel,
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet();

    /// <summary>Whether a text names a field.</summary>
    public static bool IsKnown(string field) => Known.Contains(field) || QueryParameter(field) is { Length: > 0 and <= 64 };

    /// <summary>The parameter that a field looks at, as written; null for another field.</summary>
    public static string? QueryParameter(string field) =>
        field.StartsWith(QueryPrefix, StringComparison.Ordinal) ? field[QueryPrefix.Length..] : null;
}

/// <summary>How a condition compares (CHANNELS §5), by name on the wire. All ignore case.</summary>
public static class RuleOperators
{
    /// <summary>The whole value.</summary>
    public const string EqualTo = "equals";

    /// <summary>The whole value, any of a list.</summary>
    public const string OneOf = "one_of";

    /// <summary>The value's start.</summary>
    public const string StartsWith = "starts_with";

    /// <summary>The value's end.</summary>
    public const string EndsWith = "ends_with";

    /// <summary>Anywhere in the value.</summary>
    public const string Contains = "contains";

    /// <summary>The whole value; <c>*</c> is any text, <c>?</c> one character.</summary>
    public const string Glob = "glob";

    /// <summary>Anywhere in the value, by a regular expression without lookaround and back reference.</summary>
    public const string Regex = "regex";

    /// <summary>There is a value.</summary>
    public const string IsSet = "is_set";

    /// <summary>There is no value.</summary>
    public const string IsNotSet = "is_not_set";

    /// <summary>Every operator, in the order they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [EqualTo, OneOf, StartsWith, EndsWith, Contains, Glob, Regex, IsSet, IsNotSet];

    /// <summary>Whether the operator compares with something.</summary>
    public static bool TakesValue(string name) => name is not (IsSet or IsNotSet);
}
