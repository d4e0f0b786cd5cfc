using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Paths;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics.Paths;

/// <summary>A row of path snapshots as far as lists and charts of paths ask; credits, which are most of a row, stay where they are.</summary>
/// <param name="Path">As it is stored.</param>
/// <param name="Listed">As it is listed: with repeats collapsed where that is asked for.</param>
internal sealed record PathLine(
    DateOnly Date, string Type, string Path, string Listed, IReadOnlyList<string> Steps, long Orders, long RevenueMinor, long TouchesSum, string Times, string Days, string Gaps);

/// <summary>Reads the lines of a range that pass all filters.</summary>
internal static class PathLines
{
    private static readonly Shape Unattributed = new("", [], true);

    public static async Task<IReadOnlyList<PathLine>> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var filter = request.Filter;
        var types = filter.ConversionTypes;
        var touched = filter.Channels.Count + filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count > 0;
        var rows = db.PathSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= request.Range.First && row.Date <= request.Range.Last);
        rows = types.Count > 0 ? rows.Where(row => types.Contains(row.ConversionType)) : rows;
        var found = await rows
            .Select(row => new { row.Date, row.ConversionType, row.Path, row.Orders, row.RevenueMinor, row.TouchesSum, row.Times, row.Days, row.Gaps, Touched = touched ? row.Touched : "" })
            .ToListAsync(cancellationToken);

        // Few paths make up most rows: each is taken apart once.
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal) { [""] = options.Filter.IsEmpty ? Unattributed : Unattributed with { Passes = false } };
        var lines = new List<PathLine>(found.Count);
        foreach (var row in found)
        {
            if (!shapes.TryGetValue(row.Path, out var shape))
            {
                shapes[row.Path] = shape = ShapeOf(row.Path, options);
            }

            if (shape.Passes && (types.Count > 0 || !request.Store.IsLead(row.ConversionType)) && (!touched || Touches(filter, row.Path, row.Touched)))
            {
                lines.Add(new PathLine(row.Date, row.ConversionType, row.Path, shape.Listed, shape.Steps, row.Orders, row.RevenueMinor, row.TouchesSum, row.Times, row.Days, row.Gaps));
            }
        }

        return lines;
    }

    private static Shape ShapeOf(string path, PathOptions options)
    {
        var steps = ChannelPath.Steps(path);
        var listed = options.Collapse ? ChannelPath.Collapsed(steps) : steps;
        return new Shape(listed.Count == steps.Count ? path : ChannelPath.Text(listed), listed, options.Filter.Passes(listed));
    }

    private static bool Touches(ReportFilter filter, string path, string touched)
    {
        if (path.Length == 0)
        {
            return filter.Channels.Contains(MarketingChannel.Unattributed) && filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count == 0;
        }

        return JsonSerializer.Deserialize<string[][]>(touched, ApiJson.Options)!.Any(touch =>
            Has(filter.Channels, touch[0]) && Has(filter.Sources, touch[1]) && Has(filter.Mediums, touch[2]) && Has(filter.Campaigns, touch[3]));
    }

    private static bool Has(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    private sealed record Shape(string Listed, IReadOnlyList<string> Steps, bool Passes);
}
