using Attribution.Domain.Journeys;

namespace Attribution.Domain.Models;

/// <summary>First and last touch earn fixed weights, what lies between shares the rest equally.</summary>
/// <param name="Id"><c>position_based</c>, or the id of a preset.</param>
/// <param name="First">Weight of the first touch, 0 to 1.</param>
/// <param name="Middle">Weight all touches between share, 0 to 1.</param>
/// <param name="Last">Weight of the last touch, 0 to 1; the three sum to 1.</param>
public sealed record PositionBased(string Id, double First, double Middle, double Last) : IAttributionModel
{
    /// <summary>How the U-shaped model, 0.4 : 0.2 : 0.4, is offered.</summary>
    public static ModelDescription Description { get; } = Describe(
        new PositionBased(ModelIds.PositionBased, 0.4, 0.2, 0.4),
        "Position-based",
        "The first and the last touch earn most, the touches between share the rest.",
        "Use it where both the start and the close of a journey matter.");

    /// <summary>How the J-shaped preset, 0.2 : 0.2 : 0.6, is offered.</summary>
    public static ModelDescription JShaped { get; } = Describe(
        new PositionBased(ModelIds.JShaped, 0.2, 0.2, 0.6),
        "J-shaped",
        "The last touch earns most, the first one some, the touches between share the rest.",
        "Use it where closing is the hard part.");

    /// <summary>How the inverse preset, 0.6 : 0.2 : 0.2, is offered.</summary>
    public static ModelDescription InverseJ { get; } = Describe(
        new PositionBased(ModelIds.InverseJ, 0.6, 0.2, 0.2),
        "Inverse J-shaped",
        "The first touch earns most, the last one some, the touches between share the rest.",
        "Use it where being found is the hard part.");

    /// <inheritdoc/>
    public double[] Weigh(Journey journey)
    {
        var weights = new double[journey.Length];
        if (weights.Length > 2)
        {
            Array.Fill(weights, Middle / (weights.Length - 2));
        }

        // Without touches between, first and last keep their ratio; where neither weighs anything they share.
        var nobody = weights.Length <= 2 && First + Last == 0;
        weights[0] = nobody ? 1 : First;
        weights[^1] = nobody || weights.Length == 1 ? 1 : Last;
        return weights;
    }

    private static ModelDescription Describe(PositionBased preset, string name, string summary, string useWhen) =>
        new(preset.Id, name, [
            new("first", "First", preset.First, 0, 1, "share", "What the first touch earns."),
            new("middle", "Middle", preset.Middle, 0, 1, "share", "What the touches between share."),
            new("last", "Last", preset.Last, 0, 1, "share", "What the last touch earns."),
        ], preset.With)
        {
            Summary = summary,
            UseWhen = useWhen,
            Check = values => SumFault(preset.With(values)),
            OnPaths = PathRule.ByPlace(preset.Share),
        };

    private void Share(int path, Span<double> shares)
    {
        if (shares.Length > 2)
        {
            shares.Fill(Middle / (shares.Length - 2));
        }

        shares[0] = First;
        shares[^1] = shares.Length == 1 ? 1 : Last;
        PathRule.Normalise(shares);
    }

    private PositionBased With(IReadOnlyDictionary<string, double> values) => this with
    {
        First = values.GetValueOrDefault("first", First),
        Middle = values.GetValueOrDefault("middle", Middle),
        Last = values.GetValueOrDefault("last", Last),
    };

    private static FieldFault? SumFault(PositionBased model)
    {
        var sum = model.First + model.Middle + model.Last;
        // Rounded, as 0.1 + 0.2 + 0.7 is not quite 1 in binary.
        var (total, missing) = ((decimal)Math.Round(sum, 9), (decimal)Math.Round(1 - sum, 9));
        return missing == 0
            ? null
            : new("first", FormattableString.Invariant(
                $"Weights add up to {total:0.#########}. They must add up to 1: {(missing > 0 ? "raise" : "lower")} one by {Math.Abs(missing):0.#########}."));
    }
}
