using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics.Paths;

/// <summary>
/// Reads credits of path snapshots, each row found by its key: they are most of a row, and a list shows those of a few paths. All rows of a
/// day are asked for at once and in the order of the key: rows that lie together are read together.
/// </summary>
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
            SELECT "asked"."key", "row"."Credits" FROM json_each(@paths) AS "asked" CROSS JOIN "PathSnapshot" AS "row"
            WHERE "row"."StoreId" = @store AND "row"."Date" = @date AND "row"."ConversionType" = @type AND "row"."Path" = "asked"."value"
            """,
            ("@store", request.Store.Id.Value), ("@date", ""), ("@type", ""), ("@paths", ""));
    }

    /// <summary>For each path its millionths by channel under the report's model, summed over its rows.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, long>>> Of(IReadOnlyList<ListedPath> paths, CancellationToken cancellationToken)
    {
        Dictionary<string, long>[] sums = [.. paths.Select(_ => new Dictionary<string, long>())];
        var days = paths.SelectMany((path, number) => path.Sources.Select(row => (Row: row, Sums: sums[number]))).GroupBy(asked => (asked.Row.Date, asked.Row.Type));
        foreach (var day in days)
        {
            var rows = day.OrderBy(asked => asked.Row.Path, StringComparer.Ordinal).ToList();
            command.Parameters[1].Value = day.Key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            command.Parameters[2].Value = day.Key.Type;
            command.Parameters[3].Value = JsonSerializer.Serialize(rows.Select(asked => asked.Row.Path), ApiJson.Options);
            await using var found = await command.ExecuteReaderAsync(cancellationToken);
            while (await found.ReadAsync(cancellationToken))
            {
                Add(rows[found.GetInt32(0)].Sums, found.GetFieldValue<byte[]>(1));
            }
        }

        return sums;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    // What was booked before a model was offered stands under linear.
    private void Add(Dictionary<string, long> sums, byte[] json)
    {
        var credits = new Utf8JsonReader(json);
        if (!Find(ref credits, model))
        {
            credits = new Utf8JsonReader(json);
            if (!Find(ref credits, ModelIds.Linear))
            {
                return;
            }
        }

        while (credits.Read() && credits.TokenType == JsonTokenType.PropertyName)
        {
            var channel = credits.GetString()!;
            credits.Read();
            sums[channel] = sums.GetValueOrDefault(channel) + credits.GetInt64();
        }
    }

    // Goes into the object under a name; false where there is none.
    private static bool Find(ref Utf8JsonReader json, string name)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = json.ValueTextEquals(name);
            json.Read();
            if (isFound)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }
}
