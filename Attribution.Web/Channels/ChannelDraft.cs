using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;

namespace Attribution.Web.Channels;

/// <summary>A store's rules and click ids as an admin would have them.</summary>
/// <param name="Rules">In any order; their priority orders them.</param>
/// <param name="ClickIds">Click ids (lower case) that mean something else to the store than to the catalogue.</param>
/// <param name="Note">Why, for the list of versions; may be empty.</param>
/// <param name="BasedOn">The version the draft was made from: what was saved meanwhile is never overwritten.</param>
internal sealed record ChannelDraft(IReadOnlyList<ChannelRule> Rules, IReadOnlyDictionary<string, ClickProof> ClickIds, string Note, int BasedOn)
{
    private const int LongestNote = 500;

    /// <summary>A store's sites as they would be under the draft.</summary>
    /// <exception cref="ArgumentException">The draft has a fault.</exception>
    public StoreSites For(StoreSites sites) => sites with { Rules = new ChannelRuleSet(BasedOn + 1, Rules), ClickIds = ClickIds };

    /// <summary>Everything that is wrong, by field; of a rule under <c>rules[i].</c>.</summary>
    /// <param name="ownChannels">The store's own channels that rules may choose.</param>
    public IReadOnlyDictionary<string, string> Faults(IReadOnlyCollection<string> ownChannels)
    {
        var faults = new FieldFaults().Add("rules", RuleCheck.FaultOf(Rules)).Add("note", Note.Length > LongestNote ? $"At most {LongestNote} characters." : null);
        for (var i = 0; i < Rules.Count; i++)
        {
            foreach (var (field, fault) in RuleCheck.FaultsOf(Rules[i], ownChannels))
            {
                faults.Add($"rules[{i}].{field}", fault);
            }
        }

        foreach (var (name, _) in ClickIds)
        {
            faults.Add($"clickIds.{name}", SourceCatalog.BuiltIn.IsClickId(name) && !name.Any(char.IsAsciiLetterUpper) ? null : $"There is no click id '{name}'.");
        }

        return faults.All;
    }
}
