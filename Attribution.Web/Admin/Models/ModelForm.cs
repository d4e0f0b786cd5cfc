using System.Globalization;
using Attribution.Domain.Models;

namespace Attribution.Web.Admin.Models;

/// <summary>A rule of the store's own model, as typed.</summary>
public sealed class WeightRuleForm
{
    /// <summary>One of Domain's WeightRuleText.Fields.</summary>
    public string Field { get; set; } = "channel";

    /// <summary>What the field must be.</summary>
    public string Value { get; set; } = "";

    /// <summary>How much it counts then.</summary>
    public string Multiplier { get; set; } = "";
}

/// <summary>A draft of a model, as typed.</summary>
/// <param name="model">The model's id.</param>
public sealed class ModelForm(string model)
{
    /// <summary>Parameters by name.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Base of the store's own model.</summary>
    public string Base { get; set; } = ModelIds.Linear;

    /// <summary>Rules of the store's own model.</summary>
    public List<WeightRuleForm> Rules { get; } = [];

    /// <summary>Why, for the list of versions.</summary>
    public string Note { get; set; } = "";

    /// <summary>The version it began with; 0 for none.</summary>
    public int BasedOn { get; private init; }

    /// <summary>What the parameters are of: the model, or the base of the store's own.</summary>
    public ModelDescription Described => ModelCatalog.Find(model == ModelIds.Custom ? Base : model)!;

    /// <summary>A draft that begins as what is in force.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="version">The version in force; 0 for none.</param>
    /// <param name="definition">What is in force; null for a model that is not there yet.</param>
    public static ModelForm Of(string model, int version, ModelDefinition? definition)
    {
        var form = new ModelForm(model) { BasedOn = version };
        form.Fill(definition ?? new ModelDefinition(new Dictionary<string, double>()) { Base = model == ModelIds.Custom ? ModelIds.Linear : "" });
        return form;
    }

    /// <summary>What a model sets that the store never set.</summary>
    /// <param name="model">The model's id.</param>
    public static ModelDefinition AsDelivered(string model) => Of(model, 0, null).Read().Draft.Definition;

    /// <summary>Takes over a definition, such as a former version's.</summary>
    public void Fill(ModelDefinition definition)
    {
        Base = definition.Base.Length > 0 ? definition.Base : Base;
        Fill(definition.Parameters);
        Rules.Clear();
        Rules.AddRange(definition.Rules.Select(rule => new WeightRuleForm { Field = rule.Field, Value = rule.Value, Multiplier = Text(rule.Multiplier) }));
    }

    /// <summary>Takes over parameters.</summary>
    public void Fill(IReadOnlyDictionary<string, double> parameters)
    {
        Values.Clear();
        foreach (var (name, value) in parameters)
        {
            Values[name] = Text(value);
        }
    }

    /// <summary>The draft, and what of it is no number by field.</summary>
    public (ModelDraft Draft, IReadOnlyDictionary<string, string> Unread) Read()
    {
        var (parameters, unread) = (new Dictionary<string, double>(), new Dictionary<string, string>());
        var prefix = model == ModelIds.Custom ? "parameters." : "";
        foreach (var (name, text) in Values.Where(pair => pair.Value.Trim().Length > 0 && Described.Parameters.Any(parameter => parameter.Name == pair.Key)))
        {
            parameters[name] = Number(text) ?? Unread($"{prefix}{name}", unread);
        }

        var rules = Rules.Select((rule, place) => new WeightRuleText(
            rule.Field,
            rule.Field == "engagement" && Number(rule.Value) is { } least ? least.ToString(CultureInfo.InvariantCulture) : rule.Value.Trim(),
            Number(rule.Multiplier) ?? Unread(FormattableString.Invariant($"rules[{place}].multiplier"), unread))).ToList();
        var definition = new ModelDefinition(parameters) { Base = model == ModelIds.Custom ? Base : "", Rules = model == ModelIds.Custom ? rules : [] };
        return (new ModelDraft(model, definition, Note, BasedOn), unread);
    }

    private static double Unread(string field, Dictionary<string, string> unread)
    {
        unread[field] = "Enter a number.";
        return 0;
    }

    // What is read as infinite, such as 1e400, is no number that could be kept.
    private static double? Number(string text) =>
        (double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out var value) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        && double.IsFinite(value) ? value : null;

    // In full: a value cut short would be another draft.
    private static string Text(double value) => value.ToString("0.###############", CultureInfo.CurrentCulture);
}
