using Attribution.Domain.Models;

namespace Attribution.Web.Admin.Models;

/// <summary>One thing that two versions of a model set otherwise.</summary>
/// <param name="What">A parameter, or a rule by what it looks for.</param>
/// <param name="Before">What it was; null where it was not there.</param>
/// <param name="After">What it is; null where it is gone.</param>
public sealed record ModelDifference(string What, string? Before, string? After)
{
    /// <summary>It in a sentence.</summary>
    public string Words => (Before, After) switch
    {
        (null, _) => $"{What} counts {After}, which no rule said before.",
        (_, null) => $"{What} no longer counts {Before}.",
        _ => $"{What}: {Before} became {After}.",
    };

    /// <summary>It in a sentence about what is not done yet.</summary>
    public string WordsAhead => (Before, After) switch
    {
        (null, _) => $"{What} would count {After}, which no rule says now.",
        (_, null) => $"{What} would no longer count {Before}.",
        _ => $"{What}: {Before} would become {After}.",
    };

    /// <summary>What differs, in the order it is shown; none where both act alike.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <param name="channelName">How the store calls a channel.</param>
    public static IReadOnlyList<ModelDifference> Between(string model, ModelDefinition before, ModelDefinition after, Func<string, string> channelName) =>
    [
        .. before.Base == after.Base ? Array.Empty<ModelDifference>() : [new ModelDifference("Base", ModelWords.NameOfModel(before.Base), ModelWords.NameOfModel(after.Base))],
        .. Parameters(model, before, after),
        .. Rules(before, after, channelName),
    ];

    private static IEnumerable<ModelDifference> Parameters(string model, ModelDefinition before, ModelDefinition after)
    {
        var known = ModelCatalog.Find(model == ModelIds.Custom ? after.Base : model)!.Parameters;
        return before.Base != after.Base
            ? after.Parameters.Select(one => new ModelDifference(Named(known, one.Key), "–", Valued(known, one.Key, one.Value)))
            : known.Where(one => Has(before, one.Name) != Has(after, one.Name))
                .Select(one => new ModelDifference(ModelWords.NameOf(one), Text(one, before), Text(one, after)));
    }

    private static string Named(IReadOnlyList<ModelParameter> known, string name) => ModelWords.NameOf(known.First(one => one.Name == name));

    private static string Valued(IReadOnlyList<ModelParameter> known, string name, double value) => ModelWords.ValueOf(known.First(one => one.Name == name), value);

    private static double? Has(ModelDefinition definition, string name) => definition.Parameters.TryGetValue(name, out var value) ? value : null;

    private static string Text(ModelParameter parameter, ModelDefinition definition) => Has(definition, parameter.Name) is { } value ? ModelWords.ValueOf(parameter, value) : "not set";

    // Factors are multiplied, so that the order of rules moves nothing; two rules of one condition act as one.
    private static IEnumerable<ModelDifference> Rules(ModelDefinition before, ModelDefinition after, Func<string, string> channelName)
    {
        var (was, now) = (Factors(before, channelName), Factors(after, channelName));
        return was.Keys.Union(now.Keys)
            .Select(what => new ModelDifference(what, was.GetValueOrDefault(what), now.GetValueOrDefault(what)))
            .Where(one => one.Before != one.After);
    }

    private static Dictionary<string, string> Factors(ModelDefinition definition, Func<string, string> channelName) =>
        definition.Rules.GroupBy(rule => ModelWords.ConditionOf(rule, channelName), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(rules => rules.Key, rules => $"× {ModelWords.Number(rules.Aggregate(1d, (product, rule) => product * rule.Multiplier))}", StringComparer.OrdinalIgnoreCase);
}
