using Attribution.Domain.Channels.Rules;

namespace Attribution.Web.Channels;

/// <summary>A rule while it is written.</summary>
public sealed class RuleForm
{
    /// <summary>Empty for a new one.</summary>
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public bool IsEnabled { get; set; } = true;

    public List<ConditionForm> When { get; } = [];

    public string Channel { get; set; } = "";

    public string SubChannel { get; set; } = "";

    public string Platform { get; set; } = "";

    public string Source { get; set; } = "";

    public string Partner { get; set; } = "";

    public static RuleForm New()
    {
        var form = new RuleForm();
        form.When.Add(new ConditionForm());
        return form;
    }

    /// <summary>A new rule that asks for one value of a field.</summary>
    public static RuleForm About(string field, string value)
    {
        var form = new RuleForm();
        form.When.Add(ConditionForm.Of(new RuleCondition(field, RuleOperators.EqualTo, [value], false)));
        return form;
    }

    public static RuleForm Of(ChannelRule rule)
    {
        var form = new RuleForm
        {
            Id = rule.Id,
            Name = rule.Name,
            IsEnabled = rule.IsEnabled,
            Channel = rule.Then.Channel,
            SubChannel = rule.Then.SubChannel ?? "",
            Platform = rule.Then.Platform ?? "",
            Source = rule.Then.Source ?? "",
            Partner = rule.Then.Partner ?? "",
        };
        form.When.AddRange(rule.When.Select(ConditionForm.Of));
        return form;
    }

    /// <summary>The rule as written; an empty name says what the rule does.</summary>
    public ChannelRule ToRule(int priority) => new(
        Id,
        Name.Trim(),
        priority,
        IsEnabled,
        [.. When.Select(condition => condition.ToCondition())],
        new RuleOutcome(Channel, OrNull(SubChannel), OrNull(Platform), OrNull(Source), OrNull(Partner)));

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>A condition while it is written.</summary>
public sealed class ConditionForm
{
    private const string Negated = "!";

    /// <summary>Every comparison that is offered: an operator, negated where it starts with <c>!</c>.</summary>
    public static IReadOnlyList<string> Comparisons { get; } =
    [
        .. RuleOperators.All.Where(RuleOperators.TakesValue).SelectMany(name => new[] { name, Negated + name }), RuleOperators.IsSet, RuleOperators.IsNotSet,
    ];

    /// <summary>A field, or <see cref="RuleFields.QueryPrefix"/> for a parameter.</summary>
    public string Field { get; set; } = "source";

    public string Parameter { get; set; } = "";

    /// <summary>One of <see cref="Comparisons"/>.</summary>
    public string Comparison { get; set; } = RuleOperators.EqualTo;

    /// <summary>The value; of a list one a line.</summary>
    public string Value { get; set; } = "";

    public bool IsParameter => Field == RuleFields.QueryPrefix;

    public string Operator => Comparison.TrimStart('!');

    public bool IsNegated => Comparison.StartsWith(Negated, StringComparison.Ordinal);

    public static ConditionForm Of(RuleCondition condition)
    {
        var parameter = RuleFields.QueryParameter(condition.Field);
        var (name, isNegated) = (condition.Operator, condition.IsNegated) switch
        {
            (RuleOperators.IsSet, true) => (RuleOperators.IsNotSet, false),
            (RuleOperators.IsNotSet, true) => (RuleOperators.IsSet, false),
            var other => other,
        };
        return new ConditionForm
        {
            Field = parameter is null ? condition.Field : RuleFields.QueryPrefix,
            Parameter = parameter ?? "",
            Comparison = (isNegated ? Negated : "") + name,
            Value = string.Join('\n', condition.Values),
        };
    }

    /// <summary>How a comparison is offered.</summary>
    public static string NameOf(string comparison) => RuleWords.Operator(comparison.TrimStart('!'), comparison.StartsWith(Negated, StringComparison.Ordinal));

    public RuleCondition ToCondition() => new(
        IsParameter ? RuleFields.QueryPrefix + Parameter.Trim() : Field,
        Operator,
        !RuleOperators.TakesValue(Operator) ? []
            : Operator == RuleOperators.OneOf ? [.. Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [Value.Trim()],
        IsNegated);
}
