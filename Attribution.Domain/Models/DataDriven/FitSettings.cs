namespace Attribution.Domain.Models.DataDriven;

/// <summary>What is asked of the journeys of a fit.</summary>
/// <param name="WindowDays">Length of the trailing window, 7 to 365 days.</param>
/// <param name="MinConversions">Conversions in the window below which there is no fit, 1 to 100,000.</param>
/// <param name="WithNulls">Whether journeys that did not convert count.</param>
public sealed record FitSettings(int WindowDays = 90, int MinConversions = 100, bool WithNulls = true)
{
    private const string WindowName = "windowDays";
    private const string ConversionsName = "minConversions";
    private const string NullsName = "nulls";

    /// <summary>What a store may set.</summary>
    public static IReadOnlyList<ModelParameter> Parameters { get; } =
    [
        new(WindowName, "Window", 90, 7, 365, "days", "How far back the journeys go that the model learns from."),
        new(ConversionsName, "Fewest conversions", 100, 1, 100_000, "conversions", "With fewer in the window there is no fit, and linear stands in."),
        new(NullsName, "Journeys without a conversion", 1, 0, 1, "0 or 1", "Whether journeys that did not convert count; without them the model only sees how paths overlap."),
    ];

    /// <summary>The settings of checked parameters, a left-out one having its default.</summary>
    public static FitSettings Of(IReadOnlyDictionary<string, double> values) => new(
        (int)values.GetValueOrDefault(WindowName, 90), (int)values.GetValueOrDefault(ConversionsName, 100), values.GetValueOrDefault(NullsName, 1) != 0);

    /// <summary>Whether there is enough to fit, and anything that converted among it.</summary>
    public bool IsEnough(FitInput input) => input.Conversions >= MinConversions && input.Paths.TotalConversions > 0;

    /// <summary>The first parameter that is to be a whole number and is none; null where all are well.</summary>
    /// <param name="values">Parameters inside their ranges.</param>
    /// <param name="further">Names beside those of the settings.</param>
    public static FieldFault? WholeFault(IReadOnlyDictionary<string, double> values, params IEnumerable<string> further) =>
        further.Concat([WindowName, ConversionsName, NullsName])
            .Where(name => values.TryGetValue(name, out var value) && value != Math.Floor(value))
            .Select(name => new FieldFault(name, FormattableString.Invariant($"{values[name]} is no whole number. Send one, such as {Math.Ceiling(values[name])}.")))
            .FirstOrDefault();
}
