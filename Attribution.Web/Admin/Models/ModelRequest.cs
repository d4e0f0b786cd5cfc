using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin.Models;

/// <summary>A change of a model as a server sends it.</summary>
/// <param name="Draft">What is to hold; null where only the state changes.</param>
/// <param name="Archived">Whether to put it away or take it back; null where it stays as it is.</param>
internal sealed record ModelRequest(ModelDraft? Draft, bool? Archived)
{
    /// <summary>
    /// Reads <c>{ "parameters": {…}, "note"?, "basedOn"?, "status"? }</c>, or the parameters by themselves; of <c>custom</c> also
    /// <c>"base"</c> and <c>"rules"</c>. What is wrong stands in <paramref name="faults"/>.
    /// </summary>
    /// <param name="models">The store's models: a base whose parameters are left out has those in force.</param>
    public static ModelRequest Read(string model, JsonElement body, IReadOnlyList<StoreModel> models, Faults faults)
    {
        var fields = new JsonFields(body, faults);
        var (note, basedOn, archived) = (fields.Words("note", ModelDraft.LongestNote), (int?)fields.Count("basedOn"), StatusOf(fields));
        var definition = archived is not null && fields.Names.Count == 0 ? null
            : model == ModelIds.Custom ? Custom(fields, models)
            : new ModelDefinition(Parameters(fields));
        fields.RefuseOthers();
        return new ModelRequest(definition is null ? null : new ModelDraft(model, definition, note, basedOn), archived);
    }

    private static bool? StatusOf(JsonFields fields)
    {
        var status = fields.Words("status", 20);
        if (status is not ("" or "active" or "archived"))
        {
            fields.Fault("status", "Send active or archived.");
        }

        return status.Length == 0 ? null : status == "archived";
    }

    private static Dictionary<string, double> Parameters(JsonFields fields) =>
        Numbers(fields.KindOf("parameters") == JsonValueKind.Object ? fields.Object("parameters")! : fields);

    private static ModelDefinition Custom(JsonFields fields, IReadOnlyList<StoreModel> models)
    {
        var basis = fields.RequiredId("base", 40, $"Send the id of a model that is a rule, such as {ModelIds.Linear}.");
        var parameters = fields.KindOf("parameters") == JsonValueKind.Object
            ? Numbers(fields.Object("parameters")!)
            : models.FirstOrDefault(model => model.Description.Id == basis)?.Definition.Parameters ?? new Dictionary<string, double>();
        var rules = fields.List("rules", CustomModel.MaxRules).Select((element, place) => Rule(fields.Item("rules", place, element))).ToList();
        return new ModelDefinition(parameters) { Base = basis, Rules = rules };
    }

    private static WeightRuleText Rule(JsonFields fields)
    {
        var rule = new WeightRuleText(fields.Words("field", 40), fields.Scalar("value", ModelDefinition.MaxValueLength), (double)(fields.Number("multiplier") ?? -1));
        fields.RefuseOthers();
        return rule;
    }

    private static Dictionary<string, double> Numbers(JsonFields given)
    {
        var parameters = new Dictionary<string, double>();
        foreach (var name in given.Names)
        {
            if (given.Number(name) is { } number)
            {
                parameters[name] = (double)number;
            }
        }

        return parameters;
    }
}
