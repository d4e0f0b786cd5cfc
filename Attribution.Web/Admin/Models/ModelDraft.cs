using Attribution.Domain.Channels;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;

namespace Attribution.Web.Admin.Models;

/// <summary>What is to hold of a model.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Definition">Parameters, and of the store's own model its base and rules.</param>
/// <param name="Note">Why, for the list of versions.</param>
/// <param name="BasedOn">The version that was in force when the draft was begun, 0 for none; null where that is no matter.</param>
public sealed record ModelDraft(string Model, ModelDefinition Definition, string Note, int? BasedOn)
{
    /// <summary>Most characters of a note.</summary>
    public const int LongestNote = 500;

    /// <summary>The same for every draft that acts alike.</summary>
    public string Fingerprint => $"{Model} {Definition.Write()}";

    /// <summary>The model it makes, or what is wrong by field.</summary>
    /// <param name="ownChannels">Ids of the store's own channels: a rule may name them too.</param>
    public ModelCreation Create(IReadOnlyCollection<string> ownChannels)
    {
        var creation = Definition.Create(Model);
        var errors = creation is ModelCreation.Refused refused ? refused.Errors.ToDictionary() : [];
        foreach (var (rule, place) in Definition.Rules.Select((rule, place) => (rule, place)))
        {
            if (Unknown(rule, ownChannels) is { } fault)
            {
                errors.TryAdd(FormattableString.Invariant($"rules[{place}].value"), [fault]);
            }
        }

        return errors.Count == 0 ? creation : new ModelCreation.Refused(errors);
    }

    // A rule that can match nothing is a slip of the pen.
    private static string? Unknown(WeightRuleText rule, IReadOnlyCollection<string> ownChannels) => rule.Field switch
    {
        "channel" when !MarketingChannel.IsKnown(rule.Value.Trim()) && !ownChannels.Contains(rule.Value.Trim()) => "There is no such channel. Send the id of a built-in one or of your own.",
        "touch_type" when !TouchTypes.IsKnown(rule.Value.Trim()) => $"There is no such touch type. Send one of {string.Join(", ", TouchTypes.All.Select(type => type.Id))}.",
        _ => null,
    };
}
