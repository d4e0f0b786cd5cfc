using Attribution.Domain.Channels.Rules;

namespace Attribution.Domain.Channels;

/// <summary>Why a landing has its channel: the answer, what it would be without the store's rules, and how each rule was asked.</summary>
/// <param name="Answer">What <see cref="ChannelResolver.Resolve"/> says.</param>
/// <param name="ByDefault">What it would say without the store's rules.</param>
/// <param name="Asked">The rules in force, in the order they are asked; empty where a server stated the type, which no rule outranks.</param>
public sealed record Explanation(Resolution Answer, Resolution ByDefault, IReadOnlyList<RuleAsked> Asked);

/// <summary>A rule and what became of it for a landing.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Decided">Whether it is the first that matched.</param>
/// <param name="FirstToFail">Place of its first condition that does not hold; -1 where all hold.</param>
public sealed record RuleAsked(ChannelRule Rule, bool Decided, int FirstToFail);
