using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>The top paths of a range.</summary>
internal static class PathTable
{
    private const char Separator = '>';

    public static async Task<IReadOnlyList<PathFigures>> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var types = request.Filter.ConversionTypes;
        var rows = db.PathSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= request.Range.First && row.Date <= request.Range.Last);
        rows = types.Count > 0 ? rows.Where(row => types.Contains(row.ConversionType)) : rows;
        var found = await rows.ToListAsync(cancellationToken);
        return
        [
            .. found.Where(row => types.Count > 0 || !request.Store.IsLead(row.ConversionType))
                .Where(row => Touches(request.Filter, row))
                .GroupBy(row => options.Collapse ? Collapsed(row.Path) : row.Path)
                .OrderByDescending(path => path.Sum(row => (long)row.Orders))
                .ThenByDescending(path => path.Sum(row => row.RevenueMinor))
                .ThenBy(path => path.Key, StringComparer.Ordinal)
                .Take(options.Limit)
                .Select(path => Figures(request, path.Key, [.. path])),
        ];
    }

    private static PathFigures Figures(ReportRequest request, string path, IReadOnlyList<PathSnapshotRow> rows)
    {
        var orders = rows.Sum(row => (long)row.Orders);
        var times = new TimeHistogram();
        foreach (var row in rows)
        {
            times.Merge(TimeHistogram.Parse(row.Times));
        }

        return new PathFigures(
            Steps(path),
            orders,
            Cells.Major(rows.Sum(row => row.RevenueMinor), request.Store.Currency),
            orders > 0 ? Math.Round((decimal)rows.Sum(row => row.TouchesSum) / orders, 2) : null,
            times.Median is { } median ? Math.Round(median.TotalHours, 2) : null,
            Credits(request.Model, path, rows));
    }

    // Millionths of one order, which add up to exactly 1.
    private static Dictionary<string, decimal> Credits(string model, string path, IReadOnlyList<PathSnapshotRow> rows)
    {
        var sums = new Dictionary<string, long>();
        foreach (var (channel, millionths) in rows.SelectMany(row => CreditsOf(row, model)))
        {
            sums[channel] = sums.GetValueOrDefault(channel) + millionths;
        }

        string[] channels = [.. Steps(path).Distinct().Where(sums.ContainsKey), .. sums.Keys.Except(Steps(path)).Order(StringComparer.Ordinal)];
        if (channels.Length == 0)
        {
            return [];
        }

        var shares = LargestRemainder.Split(1_000_000, [.. channels.Select(channel => sums[channel])]);
        return channels.Zip(shares).ToDictionary(pair => pair.First, pair => Cells.Millionths(pair.Second));
    }

    // What was booked before a model was offered stands under linear.
    private static Dictionary<string, long> CreditsOf(PathSnapshotRow row, string model)
    {
        var credits = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(row.Credits, ApiJson.Options)!;
        return credits.GetValueOrDefault(model) ?? credits.GetValueOrDefault(ModelIds.Linear) ?? [];
    }

    private static bool Touches(ReportFilter filter, PathSnapshotRow row)
    {
        if (filter.Channels.Count + filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count == 0)
        {
            return true;
        }

        if (row.Path.Length == 0)
        {
            return filter.Channels.Contains(MarketingChannel.Unattributed) && filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count == 0;
        }

        return JsonSerializer.Deserialize<string[][]>(row.Touched, ApiJson.Options)!.Any(touch =>
            Has(filter.Channels, touch[0]) && Has(filter.Sources, touch[1]) && Has(filter.Mediums, touch[2]) && Has(filter.Campaigns, touch[3]));
    }

    private static bool Has(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    private static string[] Steps(string path) => path.Length == 0 ? [] : path.Split(Separator);

    private static string Collapsed(string path)
    {
        var steps = Steps(path);
        return string.Join(Separator, steps.Where((step, i) => i == 0 || step != steps[i - 1]));
    }
}
