using System.Globalization;
using Attribution.Domain.Models;

namespace Attribution.Web.Analytics;

/// <summary>A model's parameters in words.</summary>
internal static class ModelWords
{
    /// <summary>Every parameter in force, such as "first 40 %, middle 20 %, last 40 %".</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="values">By name.</param>
    public static string Parameters(string model, IReadOnlyDictionary<string, double> values)
    {
        var words = KnownOf(model).Where(parameter => values.ContainsKey(parameter.Name))
            .Select(parameter => Parameter(parameter, values[parameter.Name])).ToList();
        return words.Count == 0 ? "No parameters" : char.ToUpperInvariant(words[0][0]) + string.Join(", ", words)[1..];
    }

    // A model of the store's own has those of its base.
    private static IEnumerable<ModelParameter> KnownOf(string model) =>
        model == ModelIds.Custom ? ModelCatalog.All.SelectMany(one => one.Parameters).DistinctBy(one => one.Name) : ModelCatalog.Find(model)?.Parameters ?? [];

    private static string Parameter(ModelParameter parameter, double value) => (parameter.Name, parameter.Unit) switch
    {
        ("order", _) => $"chain of order {Plain(value)}",
        ("nulls", _) => value == 0 ? "without journeys that did not convert" : "with journeys that did not convert",
        ("minConversions", _) => $"at least {Plain(value)} conversions",
        (_, "share") => $"{Inside(parameter.Title)} {Plain(value * 100)}\u202f%",
        (_, "hours") => $"{Inside(parameter.Title)} {(value >= 48 ? $"{Plain(value / 24)} days" : $"{Plain(value)} hours")}",
        _ => $"{Inside(parameter.Title)} {Plain(value)} {parameter.Unit}",
    };

    private static string Inside(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
