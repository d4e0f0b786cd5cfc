namespace Attribution.Domain.Channels.Rules;

/// <summary>One of a store's own channel rules (CHANNELS §5). What it may hold is checked by <see cref="RuleCheck"/>.</summary>
/// <param name="Id">Names the rule in a touch's reason, <c>rule:&lt;id&gt;</c>: 1 to 40 of <c>a–z 0–9 _ -</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Priority">Rules are asked from the lowest; ties by id, ordinal.</param>
/// <param name="IsEnabled">A rule that is off is kept, and never asked.</param>
/// <param name="When">All must hold.</param>
/// <param name="Then">What the rule says.</param>
public sealed record ChannelRule(string Id, string Name, int Priority, bool IsEnabled, IReadOnlyList<RuleCondition> When, RuleOutcome Then);

/// <summary>A condition of a rule. Texts are compared without case.</summary>
/// <param name="Field">One of <see cref="RuleFields"/>.</param>
/// <param name="Operator">One of <see cref="RuleOperators"/>.</param>
/// <param name="Values">None for <c>is_set</c> and <c>is_not_set</c>, a list for <c>one_of</c>, else one.</param>
/// <param name="IsNegated">Whether it holds where the operator does not.</param>
public sealed record RuleCondition(string Field, string Operator, IReadOnlyList<string> Values, bool IsNegated = false);

/// <summary>What a rule says of a landing. What is null keeps the answer that would stand without the rule.</summary>
/// <param name="Channel">A built-in channel or one of the store's own.</param>
/// <param name="SubChannel">Null keeps the default's while the channel is the same; else there is none.</param>
/// <param name="Platform">Who sells the click.</param>
/// <param name="Source">The source in reports.</param>
/// <param name="Partner">Code of the partner it is credited to.</param>
public sealed record RuleOutcome(string Channel, string? SubChannel = null, string? Platform = null, string? Source = null, string? Partner = null);
