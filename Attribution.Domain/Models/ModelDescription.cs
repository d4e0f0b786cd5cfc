namespace Attribution.Domain.Models;

/// <summary>A model as it is offered: what it does, when to use it, what can be set.</summary>
/// <param name="Id">One of <see cref="ModelIds"/>.</param>
/// <param name="Name">As shown, such as <c>Time decay</c>.</param>
/// <param name="Parameters">What a store may set; empty where there is nothing.</param>
/// <param name="Build">Makes the model of checked parameters, a left-out one having its default.</param>
public sealed record ModelDescription(
    string Id, string Name, IReadOnlyList<ModelParameter> Parameters, Func<IReadOnlyDictionary<string, double>, IAttributionModel> Build)
{
    /// <summary>What the model does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>When it is the right one, in one sentence.</summary>
    public required string UseWhen { get; init; }

    /// <summary>What no parameter alone can tell, such as a sum; answers null where all is well.</summary>
    public Func<IReadOnlyDictionary<string, double>, FieldFault?> Check { get; init; } = _ => null;

    /// <summary>The model on aggregated paths, where it can be told from them; null leaves it out of path files.</summary>
    public PathRule? OnPaths { get; init; }

    /// <summary>The model as it is before a store sets anything.</summary>
    public IAttributionModel Default => Build(new Dictionary<string, double>());
}

/// <summary>A number that a store may set for a model.</summary>
/// <param name="Name">On the wire, such as <c>halfLifeHours</c>.</param>
/// <param name="Title">As shown, its unit left out, such as <c>Half life</c>.</param>
/// <param name="Default">What it is unless set; null where another parameter stands for it.</param>
/// <param name="Minimum">Lowest value allowed.</param>
/// <param name="Maximum">Highest value allowed.</param>
/// <param name="Unit">Such as <c>hours</c> or <c>share</c>.</param>
/// <param name="Meaning">What it does, in one sentence.</param>
public sealed record ModelParameter(string Name, string Title, double? Default, double Minimum, double Maximum, string Unit, string Meaning);

/// <summary>What is wrong with one field, and what to send.</summary>
/// <param name="Field">The field's name on the wire.</param>
/// <param name="Message">A sentence for the sender.</param>
public sealed record FieldFault(string Field, string Message);
