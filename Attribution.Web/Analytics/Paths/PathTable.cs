using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Paths;

/// <summary>The top paths of a range.</summary>
internal static class PathTable
{
    // SQLite takes some 32,000 parameters.
    private const int MostPaths = 10_000;

    /// <summary>The first rows with their credits under the report's model.</summary>
    public static async Task<IReadOnlyList<PathFigures>> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var lines = await PathLines.Read(db, request, options, cancellationToken);
        var top = Sorted(lines).Take(options.Limit).ToList();
        var credits = await Credits(db, request, [.. top.SelectMany(path => path.Lines).Select(line => line.Shape.Path).Distinct()], cancellationToken);
        return [.. top.Select(path => Figures(request, path.Lines) with { Credits = SharesOf(path.Steps, path.Lines.Select(line => (line.Date, line.Type, line.Shape.Path)), credits) })];
    }

    /// <summary>Lines by path, in the order of the list.</summary>
    public static IEnumerable<ListedPath> Sorted(IReadOnlyList<PathLine> lines) => lines
        .GroupBy(line => line.Shape.Listed, StringComparer.Ordinal)
        .Select(path => new ListedPath(path.Key, [.. path]))
        .OrderByDescending(path => path.Orders)
        .ThenByDescending(path => path.RevenueMinor)
        .ThenBy(path => path.Path, StringComparer.Ordinal);

    /// <summary>What lines of one path, or of all, add up to; without credits.</summary>
    public static PathFigures Figures(ReportRequest request, IReadOnlyList<PathLine> lines)
    {
        var orders = lines.Sum(line => line.Orders);
        var times = new TimeHistogram();
        foreach (var line in lines)
        {
            times.Merge(line.Times);
        }

        return new PathFigures(
            lines.Count > 0 ? lines[0].Shape.Steps : [],
            orders,
            Cells.Major(lines.Sum(line => line.RevenueMinor), request.Store.Currency),
            orders > 0 ? Math.Round((decimal)lines.Sum(line => line.TouchesSum) / orders, 2) : null,
            times.Median is { } median ? Math.Round(median.TotalHours, 2) : null,
            new Dictionary<string, decimal>());
    }

    private static async Task<ILookup<(DateOnly, string, string), KeyValuePair<string, long>>> Credits(
        AttributionDb db, ReportRequest request, string[] paths, CancellationToken cancellationToken)
    {
        var rows = db.PathSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= request.Range.First && row.Date <= request.Range.Last);
        var found = new List<((DateOnly, string, string) Key, KeyValuePair<string, long> Credit)>();
        foreach (var part in paths.Chunk(MostPaths))
        {
            var read = await rows.Where(row => part.Contains(row.Path)).Select(row => new { row.Date, row.ConversionType, row.Path, row.Credits }).ToListAsync(cancellationToken);
            found.AddRange(read.SelectMany(row => CreditsOf(row.Credits, request.Model).Select(credit => ((row.Date, row.ConversionType, row.Path), credit))));
        }

        return found.ToLookup(one => one.Key, one => one.Credit);
    }

    // Millionths of one order, which add up to exactly 1.
    private static Dictionary<string, decimal> SharesOf(
        IReadOnlyList<string> steps, IEnumerable<(DateOnly, string, string)> rows, ILookup<(DateOnly, string, string), KeyValuePair<string, long>> credits)
    {
        var sums = new Dictionary<string, long>();
        foreach (var (channel, millionths) in rows.SelectMany(row => credits[row]))
        {
            sums[channel] = sums.GetValueOrDefault(channel) + millionths;
        }

        string[] channels = [.. steps.Distinct().Where(sums.ContainsKey), .. sums.Keys.Except(steps).Order(StringComparer.Ordinal)];
        if (channels.Length == 0)
        {
            return [];
        }

        var shares = LargestRemainder.Split(1_000_000, [.. channels.Select(channel => sums[channel])]);
        return channels.Zip(shares).ToDictionary(pair => pair.First, pair => Cells.Millionths(pair.Second));
    }

    // What was booked before a model was offered stands under linear.
    private static Dictionary<string, long> CreditsOf(string json, string model)
    {
        var credits = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(json, ApiJson.Options)!;
        return credits.GetValueOrDefault(model) ?? credits.GetValueOrDefault(ModelIds.Linear) ?? [];
    }
}

/// <summary>The lines of one path as it is listed.</summary>
internal sealed record ListedPath(string Path, IReadOnlyList<PathLine> Lines)
{
    public IReadOnlyList<string> Steps => Lines[0].Shape.Steps;

    public long Orders { get; } = Lines.Sum(line => line.Orders);

    public long RevenueMinor { get; } = Lines.Sum(line => line.RevenueMinor);
}
