using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>Reads credits of path snapshots, each row found by its key: they are most of a row, and a list shows those of a few paths.</summary>
internal sealed class PathCredits : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly string model;

    public PathCredits(AttributionDb db, ReportRequest request)
    {
        model = request.Model;
        command = Database.Command(
            db,
            """
            SELECT "Credits" FROM "PathSnapshot" WHERE "StoreId" = @store AND "Date" = @date AND "ConversionType" = @type AND "Path" = @path
            """,
            ("@store", request.Store.Id.Value), ("@date", ""), ("@type", ""), ("@path", ""));
    }

    /// <summary>Millionths by channel that rows have together under the report's model.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Of(IEnumerable<PathSource> rows, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<string, long>();
        foreach (var row in rows)
        {
            command.Parameters[1].Value = row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            command.Parameters[2].Value = row.Type;
            command.Parameters[3].Value = row.Path;
            if (await command.ExecuteScalarAsync(cancellationToken) is string credits)
            {
                Add(sums, credits);
            }
        }

        return sums;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    // What was booked before a model was offered stands under linear.
    private void Add(Dictionary<string, long> sums, string json)
    {
        using var credits = JsonDocument.Parse(json);
        if (!credits.RootElement.TryGetProperty(model, out var own) && !credits.RootElement.TryGetProperty(ModelIds.Linear, out own))
        {
            return;
        }

        foreach (var channel in own.EnumerateObject())
        {
            sums[channel.Name] = sums.GetValueOrDefault(channel.Name) + channel.Value.GetInt64();
        }
    }
}
