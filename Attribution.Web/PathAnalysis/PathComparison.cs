using System.Globalization;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.PathAnalysis;

/// <summary>What the page shows of a file: a row a channel, a figure a model.</summary>
/// <param name="File">What was read.</param>
/// <param name="Credits">What each model credits.</param>
internal sealed record PathComparison(PathFile File, IReadOnlyDictionary<string, PathCredit> Credits)
{
    /// <summary>Most channels shown; the command prints all.</summary>
    public const int MostRows = 100;

    private const string First = "markov_1";

    /// <summary>The channels with the most conversions, what no channel earned last.</summary>
    public IReadOnlyList<PathChannel> Rows { get; } =
    [
        .. Credits.SelectMany(one => PathRow.Of(File, one.Value).Select(row => (Model: one.Key, Row: row)))
            .GroupBy(one => one.Row.Channel, StringComparer.Ordinal)
            .Select(group => new PathChannel(group.Key, group.ToDictionary(one => one.Model, one => one.Row)))
            .OrderBy(channel => channel.ByModel[First].Removal is null)
            .ThenByDescending(channel => channel.ByModel[First].Conversions)
            .Take(MostRows),
    ];

    /// <summary>How many channels there are.</summary>
    public int Channels => File.Paths.Channels.Count;

    /// <summary>A model's name.</summary>
    public static string NameOf(string model) => model switch
    {
        _ when ModelCatalog.Find(model) is { } offered => offered.Name,
        _ when model.EndsWith("_ledger", StringComparison.Ordinal) => "Markov 1, ledger",
        _ => "Markov " + model[^1],
    };

    /// <summary>What a column means.</summary>
    public static string TipOf(string model) => ModelCatalog.Find(model)?.Summary ?? (model.EndsWith("_ledger", StringComparison.Ordinal)
        ? "What orders get: inside each path by removal effects."
        : $"Channel importance: conversions split by removal effects, looking at {model[^1]} channels in a row.");

    /// <summary>A figure of a channel; a dash where the model has none.</summary>
    public static string Figure(PathChannel channel, string model, PathMeasure measure, CultureInfo culture) =>
        measure == PathMeasure.Removal
            ? channel.ByModel[model].Removal?.Conversions.ToString("P1", culture) ?? Components.Formats.None
            : (measure == PathMeasure.Value ? channel.ByModel[model].Value : channel.ByModel[model].Conversions).ToString("N2", culture);

    /// <summary>Models that have such a figure.</summary>
    public static IReadOnlyList<string> ModelsWith(PathMeasure measure) =>
        measure == PathMeasure.Removal ? [.. PathModels.Models.Where(model => model.StartsWith("markov", StringComparison.Ordinal) && char.IsDigit(model[^1]))] : PathModels.Models;
}

/// <summary>A channel of a file.</summary>
internal sealed record PathChannel(string Name, IReadOnlyDictionary<string, PathRow> ByModel);

/// <summary>What of a channel is shown.</summary>
internal enum PathMeasure
{
    Conversions,
    Value,
    Removal,
}
