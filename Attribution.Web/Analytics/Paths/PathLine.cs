using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Paths;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>A path taken apart, once for all its rows.</summary>
/// <param name="Path">As it is stored.</param>
/// <param name="Listed">As it is listed: with repeats collapsed where that is asked for.</param>
/// <param name="Steps">The same in steps.</param>
/// <param name="Touches">Repeats counted; one more than a stored path can hold where it was cut.</param>
/// <param name="Head">Its first steps, as drop-outs are kept.</param>
/// <param name="Passes">Whether the filter on paths lets it through.</param>
internal sealed record PathShape(string Path, string Listed, IReadOnlyList<string> Steps, int Touches, string Head, bool Passes)
{
    public static PathShape Of(string path, PathOptions options, PathFilter filter)
    {
        var steps = ChannelPath.Steps(path);
        var listed = options.Collapse ? ChannelPath.Collapsed(steps) : steps;
        return new PathShape(
            path,
            listed.Count == steps.Count ? path : ChannelPath.Text(listed),
            listed,
            steps.Contains(ChannelPath.Cut) ? steps.Count + 1 : steps.Count,
            ChannelPath.Text(ChannelPath.Head(steps, DropOuts.Steps)),
            filter.Passes(listed));
    }
}

/// <summary>A row of path snapshots as far as lists and charts of paths ask; credits, which are most of a row, stay where they are.</summary>
internal sealed record PathLine(DateOnly Date, string Type, PathShape Shape, long Orders, long RevenueMinor, long TouchesSum, string Times, string Days, string Gaps);

/// <summary>Reads the lines of a range that pass all filters.</summary>
internal static class PathLines
{
    public static async Task<IReadOnlyList<PathLine>> Read(AttributionDb db, ReportRequest request, PathOptions options, CancellationToken cancellationToken)
    {
        var (filter, paths) = (request.Filter, options.Filter);
        var touched = filter.Channels.Count + filter.Sources.Count + filter.Mediums.Count + filter.Campaigns.Count > 0;
        var shapes = new Dictionary<string, PathShape>(StringComparer.Ordinal);
        var lines = new List<PathLine>();
        var (day, date, type, counts) = ("", default(DateOnly), "", false);

        // Read bare, as a year of a busy store is a hundred thousand rows.
        await using var command = Command(db, request, touched);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.GetString(0) is var on && on != day)
            {
                (day, date) = (on, DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            if (rows.GetString(1) is var of && of != type)
            {
                (type, counts) = (of, filter.ConversionTypes.Count > 0 ? filter.ConversionTypes.Contains(of) : !request.Store.IsLead(of));
            }

            var path = rows.GetString(2);
            if (!shapes.TryGetValue(path, out var shape))
            {
                shapes[path] = shape = PathShape.Of(path, options, paths);
            }

            if (counts && shape.Passes && (!touched || Touches(filter, path, rows.GetString(9))))
            {
                lines.Add(new PathLine(date, type, shape, rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetString(6), rows.GetString(7), rows.GetString(8)));
            }
        }

        return lines;
    }

    private static DbCommand Command(AttributionDb db, ReportRequest request, bool touched)
    {
        var command = Storage.Database.Connection(db).CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"""
            SELECT "Date", "ConversionType", "Path", "Orders", "RevenueMinor", "TouchesSum", "Times", "Days", "Gaps"{(touched ? ", \"Touched\"" : "")}
            FROM "PathSnapshot"
            WHERE "StoreId" = @store AND "Date" >= @first AND "Date" <= @last
            ORDER BY "Date", "ConversionType", "Path"
            """;
        Add(command, "@store", request.Store.Id.Value);
        Add(command, "@first", Iso(request.Range.First));
        Add(command, "@last", Iso(request.Range.Last));
        return command;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
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
}
