using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;

namespace Attribution.Web.Channels;

/// <summary>Says in words what parts two versions of a store's rules.</summary>
internal static class RuleChanges
{
    /// <summary>One sentence a change; none where nothing changed.</summary>
    /// <param name="before">In the order they are asked.</param>
    /// <param name="after">In the order they are asked.</param>
    /// <param name="clickIdsBefore">What click ids meant.</param>
    /// <param name="clickIdsAfter">What click ids mean.</param>
    /// <param name="nameOf">How channels are called.</param>
    public static IReadOnlyList<string> Between(
        IReadOnlyList<ChannelRule> before,
        IReadOnlyList<ChannelRule> after,
        IReadOnlyDictionary<string, ClickProof> clickIdsBefore,
        IReadOnlyDictionary<string, ClickProof> clickIdsAfter,
        Func<string, string> nameOf)
    {
        var old = before.ToDictionary(rule => rule.Id);
        var kept = after.Where(rule => old.ContainsKey(rule.Id)).ToList();
        return
        [
            .. after.Where(rule => !old.ContainsKey(rule.Id)).Select(rule => $"Added “{rule.Name}”: {RuleWords.Conditions(rule, nameOf)} → {nameOf(rule.Then.Channel)}."),
            .. before.ExceptBy(after.Select(rule => rule.Id), rule => rule.Id).Select(rule => $"Removed “{rule.Name}”."),
            .. kept.SelectMany(rule => Of(old[rule.Id], rule, nameOf)),
            .. Order(before, kept),
            .. clickIdsBefore.Keys.Union(clickIdsAfter.Keys).Order(StringComparer.Ordinal).Where(name => Proof(clickIdsBefore, name) != Proof(clickIdsAfter, name))
                .Select(name => $"Click id {name} means {Meaning(clickIdsAfter, name)}; before, {Meaning(clickIdsBefore, name)}."),
        ];
    }

    private static IEnumerable<string> Of(ChannelRule before, ChannelRule after, Func<string, string> nameOf)
    {
        if (before.Name != after.Name)
        {
            yield return $"Renamed “{before.Name}” to “{after.Name}”.";
        }

        if (before.IsEnabled != after.IsEnabled)
        {
            yield return $"Switched “{after.Name}” {(after.IsEnabled ? "on" : "off")}.";
        }

        var (whenBefore, whenAfter) = (AllOf(before, nameOf), AllOf(after, nameOf));
        if (whenBefore != whenAfter)
        {
            yield return $"“{after.Name}” asks: {whenAfter}; before, {whenBefore}.";
        }

        if (before.Then != after.Then)
        {
            yield return $"“{after.Name}” says {Outcome(after.Then, nameOf)}; before, {Outcome(before.Then, nameOf)}.";
        }
    }

    // Whoever stands at another place among those that stayed; one sentence, as moving one shifts all.
    private static IEnumerable<string> Order(IReadOnlyList<ChannelRule> before, List<ChannelRule> kept)
    {
        var stayed = kept.Select(rule => rule.Id).ToHashSet();
        if (!before.Where(rule => stayed.Contains(rule.Id)).Select(rule => rule.Id).SequenceEqual(kept.Select(rule => rule.Id)))
        {
            yield return $"Order: {string.Join(", ", kept.Take(6).Select(rule => rule.Name))}{(kept.Count > 6 ? ", …" : "")}.";
        }
    }

    private static string AllOf(ChannelRule rule, Func<string, string> nameOf) =>
        string.Join(" and ", rule.When.Select(condition => RuleWords.Condition(condition with { Values = [.. condition.Values.Take(4)] }, nameOf) + Rest(condition)));

    private static string Rest(RuleCondition condition) => condition.Values.Count > 4 ? $" and {condition.Values.Count - 4} more" : "";

    private static string Outcome(RuleOutcome outcome, Func<string, string> nameOf) =>
        nameOf(outcome.Channel) + (RuleWords.Beside(outcome) is { Length: > 0 } beside ? $" ({beside})" : "");

    private static ClickProof? Proof(IReadOnlyDictionary<string, ClickProof> clickIds, string name) => clickIds.TryGetValue(name, out var proof) ? proof : null;

    private static string Meaning(IReadOnlyDictionary<string, ClickProof> clickIds, string name) =>
        Proof(clickIds, name) is { } proof ? RuleWords.Proof(proof).ToLowerInvariant() : "what it usually does";
}
