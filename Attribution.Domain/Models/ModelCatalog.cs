using System.Collections.Frozen;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Models;

/// <summary>The models that are offered. A new one is a file with its <see cref="ModelDescription"/>, and a line here: everything else, path files too, reads this list.</summary>
public static class ModelCatalog
{
    /// <summary>Every rule-based model, in the order they are shown.</summary>
    public static IReadOnlyList<ModelDescription> All { get; } =
    [
        FirstTouch.Description,
        LastTouch.Description,
        LastNonDirect.Description,
        Linear.Description,
        UniqueLinear.Description,
        TimeDecay.Description,
        PositionBased.Description,
        PositionBased.JShaped,
        PositionBased.InverseJ,
        WShaped.Description,
    ];

    /// <summary>Every data-driven model, in the order they are shown; each makes an <see cref="IDataDrivenModel"/>.</summary>
    public static IReadOnlyList<ModelDescription> DataDriven { get; } = [Markov.Description, Shapley.Description];

    /// <summary>Rule-based and data-driven models, in the order they are shown.</summary>
    public static IReadOnlyList<ModelDescription> Offered { get; } = [.. All, .. DataDriven];

    /// <summary>A store's own model. It is in no other list: only a store that made one has it.</summary>
    public static ModelDescription Custom => CustomModel.Description;

    private static readonly FrozenDictionary<string, ModelDescription> ById = Offered.Append(Custom).ToFrozenDictionary(model => model.Id);

    /// <summary>Ids of <see cref="Offered"/>, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Offered.Select(model => model.Id)];

    /// <summary>Ids of <see cref="All"/>, in order.</summary>
    public static IReadOnlyList<string> RuleBased { get; } = [.. All.Select(model => model.Id)];

    /// <summary>Every model of <see cref="All"/> with its default parameters, in order.</summary>
    public static IReadOnlyList<IAttributionModel> Defaults { get; } = [.. All.Select(model => model.Default)];

    /// <summary>Whether a model is a rule, a store's own among them: its figures rest on no fit.</summary>
    public static bool IsRule(string id) => id == ModelIds.Custom || RuleBased.Contains(id);

    /// <summary>The description of a model of any kind; null where there is none of that id.</summary>
    public static ModelDescription? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The model of a store's parameters, or everything that is wrong with them. A parameter left out has its default.</summary>
    public static ModelCreation Create(string id, IReadOnlyDictionary<string, double> parameters)
    {
        if (Find(id) is not { } model)
        {
            return ModelCreation.Refuse([new("id", $"There is no model `{id}`. Send one of {string.Join(", ", Ids)}.")]);
        }

        FieldFault[] faults = [.. parameters.Select(given => Fault(model, given.Key, given.Value)).OfType<FieldFault>()];
        if (faults.Length == 0 && model.Check(parameters) is { } fault)
        {
            faults = [fault];
        }

        return faults.Length == 0 ? new ModelCreation.Created(model.Build(parameters)) : ModelCreation.Refuse(faults);
    }

    private static FieldFault? Fault(ModelDescription model, string name, double value) =>
        model.Parameters.FirstOrDefault(parameter => parameter.Name == name) switch
        {
            null when model.Parameters.Count == 0 => new(name, $"Unknown parameter. {model.Name} takes none."),
            null => new(name, $"Unknown parameter. {model.Name} takes {string.Join(", ", model.Parameters.Select(parameter => parameter.Name))}."),
            // Negated, so that NaN is refused too.
            var one when !(value >= one.Minimum && value <= one.Maximum) => new(name, FormattableString.Invariant(
                $"{value} is outside {one.Minimum:0.###} to {one.Maximum:0.###} {one.Unit}. Send a number inside.")),
            _ => null,
        };
}

/// <summary>What came of creating a model from parameters.</summary>
public abstract record ModelCreation
{
    private ModelCreation()
    {
    }

    internal static Refused Refuse(IEnumerable<FieldFault> faults) =>
        new(faults.GroupBy(fault => fault.Field).ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray()));

    /// <summary>The parameters were right.</summary>
    /// <param name="Model">The model they make.</param>
    public sealed record Created(IAttributionModel Model) : ModelCreation;

    /// <summary>The parameters were wrong.</summary>
    /// <param name="Errors">By field: what is wrong, and what to send.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string[]> Errors) : ModelCreation;
}
