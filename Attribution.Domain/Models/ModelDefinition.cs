using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attribution.Domain.Models;

/// <summary>What a store sets of a model: its parameters, and for <c>custom</c> the base they belong to and the rules.</summary>
/// <param name="Parameters">By name; of the base where there is one. A parameter left out has its default.</param>
public sealed record ModelDefinition(IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>Most characters of what a rule looks for.</summary>
    public const int MaxValueLength = 200;

    /// <summary>Id of the rule-based model whose weights are multiplied; empty for a model that is not <c>custom</c>.</summary>
    public string Base { get; init; } = "";

    /// <summary>Rules of <c>custom</c>, in order.</summary>
    public IReadOnlyList<WeightRuleText> Rules { get; init; } = [];

    /// <summary>Reads what was written with <see cref="Write"/>.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="JsonException">The text is no definition.</exception>
    public static ModelDefinition Read(string model, string json)
    {
        if (model != ModelIds.Custom)
        {
            return new ModelDefinition(JsonSerializer.Deserialize<Dictionary<string, double>>(json)!);
        }

        var custom = JsonSerializer.Deserialize<CustomText>(json)!;
        return new ModelDefinition(custom.Parameters) { Base = custom.Base, Rules = custom.Rules };
    }

    /// <summary>The definition as text: parameters sorted by name, so that equal definitions are equal texts.</summary>
    public string Write()
    {
        var parameters = new SortedDictionary<string, double>(Parameters.ToDictionary(), StringComparer.Ordinal);
        return Base.Length == 0 ? JsonSerializer.Serialize(parameters) : JsonSerializer.Serialize(new CustomText(Base, parameters.ToDictionary(), Rules));
    }

    /// <summary>The model it makes, or everything that is wrong with it by field, such as <c>rules[2].multiplier</c>.</summary>
    /// <param name="model">The model's id.</param>
    public ModelCreation Create(string model)
    {
        if (model != ModelIds.Custom)
        {
            return ModelCatalog.Create(model, Parameters);
        }

        var basis = ModelCatalog.RuleBased.Contains(Base) ? ModelCatalog.Create(Base, Parameters) : null;
        FieldFault[] faults = [.. BaseFaults(basis), .. RuleFaults()];
        return faults.Length == 0
            ? new ModelCreation.Created(new CustomModel(((ModelCreation.Created)basis!).Model, [.. Rules.Select(rule => rule.ToRule())]))
            : ModelCreation.Refuse(faults);
    }

    private static IEnumerable<FieldFault> BaseFaults(ModelCreation? basis) => basis switch
    {
        null => [new("base", $"Choose a model that is a rule: one of {string.Join(", ", ModelCatalog.RuleBased)}.")],
        ModelCreation.Refused refused => refused.Errors.SelectMany(error => error.Value.Select(message => new FieldFault($"parameters.{error.Key}", message))),
        _ => [],
    };

    private IEnumerable<FieldFault> RuleFaults() => Rules.Count > CustomModel.MaxRules
        ? [new("rules", string.Create(CultureInfo.InvariantCulture, $"These are {Rules.Count} rules. Use at most {CustomModel.MaxRules}."))]
        : Rules.SelectMany((rule, place) => rule.Faults().Select(fault => new FieldFault(string.Create(CultureInfo.InvariantCulture, $"rules[{place}].{fault.Field}"), fault.Message)));

    private sealed record CustomText(
        [property: JsonPropertyName("base")] string Base,
        [property: JsonPropertyName("parameters")] IReadOnlyDictionary<string, double> Parameters,
        [property: JsonPropertyName("rules")] IReadOnlyList<WeightRuleText> Rules);
}

/// <summary>A <see cref="WeightRule"/> as it is written, right or wrong.</summary>
/// <param name="Field">One of <see cref="Fields"/>.</param>
/// <param name="Value">What the field must be, case aside; for <c>engagement</c> what it must reach, 0 to 1.</param>
/// <param name="Multiplier">0 to 1,000.</param>
public sealed record WeightRuleText(
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("multiplier")] double Multiplier)
{
    /// <summary>What a rule may look at, in the order it is offered.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["channel", "source", "medium", "campaign", "touch_type", "engagement"];

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<FieldFault> Faults()
    {
        if (!Fields.Contains(Field))
        {
            yield return new("field", $"Send one of {string.Join(", ", Fields)}.");
        }
        else if (Value.Trim().Length is 0 or > ModelDefinition.MaxValueLength)
        {
            yield return new("value", $"Say what the {Field.Replace('_', ' ')} is to be, in 1 to {ModelDefinition.MaxValueLength} characters.");
        }
        else if (Field == "engagement" && Number is not (>= 0 and <= 1))
        {
            yield return new("value", "Send a number from 0 to 1 that the engagement is to reach.");
        }

        // Negated, so that NaN is refused too.
        if (!(Multiplier >= 0 && Multiplier <= WeightRule.MaxMultiplier))
        {
            yield return new("multiplier", string.Create(CultureInfo.InvariantCulture, $"Send a number from 0 to {WeightRule.MaxMultiplier:#,0}. 1 changes nothing, 0 takes all credit away."));
        }
    }

    /// <summary>The rule it makes where nothing is wrong with it.</summary>
    public WeightRule ToRule() => new((WeightField)Fields.ToList().IndexOf(Field), Value.Trim(), Multiplier);

    private double? Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
