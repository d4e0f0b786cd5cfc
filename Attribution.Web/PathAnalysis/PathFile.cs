using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.PathAnalysis;

/// <summary>What an aggregated path file holds.</summary>
/// <param name="Paths">Its paths; what has no path, or value without a conversion, is not among them.</param>
/// <param name="Rows">Lines below the first, blank ones aside.</param>
internal sealed record PathFile(PathCounts Paths, int Rows)
{
    /// <summary>Conversions and value that no channel can earn: of empty paths, and value where nothing converted.</summary>
    public (double Conversions, double Value) Unattributed { get; init; }

    /// <summary>All conversions of the file.</summary>
    public double Conversions => Paths.TotalConversions + Unattributed.Conversions;

    /// <summary>All value of the file.</summary>
    public double Value => Paths.TotalValue + Unattributed.Value;

    /// <summary>All journeys of the file that did not convert.</summary>
    public double Nulls { get; init; }
}

/// <summary>A file that cannot be read: which line, why, and what to do.</summary>
internal sealed class PathFileException(string message) : Exception(message);
