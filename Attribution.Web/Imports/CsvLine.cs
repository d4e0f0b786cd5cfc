using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.Web.Storage.History;

namespace Attribution.Web.Imports;

/// <summary>Makes of a record of CSV the JSON object that a server would have sent.</summary>
internal sealed partial class CsvLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ColumnMap map;
    private readonly TimeZoneInfo zone;
    private readonly (string Group, (int Index, string Name, FieldShape Shape)[] Fields)[] groups;
    private readonly ArrayBufferWriter<byte> buffer = new(1_024);

    public CsvLine(ColumnMap map, ColumnGuess guess, string storeZone)
    {
        this.map = map;
        zone = map.Times == TimeWords.Store ? TimeZoneInfo.FindSystemTimeZoneById(storeZone) : TimeZoneInfo.Utc;
        groups =
        [
            .. map.Columns.Select((column, i) => (Index: i, Field: guess.Find(column.Field)))
                .Where(column => column.Field is not null)
                .Select(column => (Path: Split(column.Field!.Path), column.Index, column.Field!.Shape))
                .GroupBy(column => column.Path.Group)
                .Select(group => (group.Key, group.Select(column => (column.Index, column.Path.Name, column.Shape)).ToArray())),
        ];
    }

    /// <summary>The object of a record, or the fault of a cell.</summary>
    public (JsonDocument? Document, (string Field, string Reason)? Fault) Read(IReadOnlyList<string> cells)
    {
        if (cells.Count > map.Columns.Count && cells.Skip(map.Columns.Count).Any(cell => cell.Length > 0))
        {
            return (null, ("line", $"This line has {cells.Count} cells, the head has {map.Columns.Count}. Put a cell that holds the delimiter into quotes."));
        }

        buffer.ResetWrittenCount();
        (string Field, string Reason)? fault = null;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (group, fields) in groups)
            {
                fault ??= Write(json, group, fields, cells);
            }

            json.WriteEndObject();
        }

        return fault is null ? (JsonDocument.Parse(buffer.WrittenMemory.ToArray()), null) : (null, fault);
    }

    private (string Field, string Reason)? Write(Utf8JsonWriter json, string group, (int Index, string Name, FieldShape Shape)[] fields, IReadOnlyList<string> cells)
    {
        var filled = fields.Where(field => field.Index < cells.Count && cells[field.Index].Length > 0).ToList();
        if (filled.Count == 0)
        {
            return null;
        }

        (string Field, string Reason)? fault = null;
        if (group.Length > 0)
        {
            json.WriteStartObject(group);
        }

        foreach (var (index, name, shape) in filled)
        {
            json.WritePropertyName(name);
            if (WriteCell(json, cells[index], shape) is { } reason)
            {
                fault ??= (group.Length > 0 ? $"{group}.{name}" : name, reason);
            }
        }

        if (group.Length > 0)
        {
            json.WriteEndObject();
        }

        return fault;
    }

    private string? WriteCell(Utf8JsonWriter json, string cell, FieldShape shape)
    {
        switch (shape)
        {
            case FieldShape.Number:
                return WriteNumber(json, cell);
            case FieldShape.Flag when bool.TryParse(cell, out var flag):
                json.WriteBooleanValue(flag);
                return null;
            case FieldShape.Instant when map.Times != TimeWords.Exact && LocalTime().IsMatch(cell):
                return WriteLocal(json, cell);
            default:
                json.WriteStringValue(cell);
                return null;
        }
    }

    private string? WriteNumber(Utf8JsonWriter json, string cell)
    {
        var text = map.Decimals == DecimalWords.Comma ? cell.Replace(',', '.') : cell;
        if (Number().IsMatch(text) && (map.Decimals == DecimalWords.Point || !cell.Contains('.', StringComparison.Ordinal))
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
            return null;
        }

        json.WriteNullValue();
        return map.Decimals == DecimalWords.Comma
            ? "This is no number with a decimal comma. Write 1234,56, nothing between thousands and no currency."
            : "This is no number. Write 1234.56, nothing between thousands and no currency; where the file has decimal commas, say so.";
    }

    // Of the hour that a zone has twice the first counts.
    private string? WriteLocal(Utf8JsonWriter json, string cell)
    {
        if (!DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || zone.IsInvalidTime(local))
        {
            json.WriteNullValue();
            return $"There is no such time in {zone.Id}. Write it as 2026-11-21 08:00:00, or with its offset.";
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        json.WriteStringValue(new DateTimeOffset(local, offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        return null;
    }

    private static (string Group, string Name) Split(string path) => path.IndexOf('.') is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : ("", path);

    [GeneratedRegex(@"\A[+-]?\d{1,20}(\.\d{1,20})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalTime();
}
