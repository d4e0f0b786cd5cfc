using System.Globalization;
using System.Text;
using CsvHelper;

namespace Attribution.Web.Http;

/// <summary>A table to be sent as CSV: names of columns, and cells that are texts, numbers, booleans, days, instants or null.</summary>
internal sealed record CsvTable(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>Writes CSV that a spreadsheet opens without running anything in it: RFC 4180, UTF-8, numbers in invariant form.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv";

    // What a spreadsheet takes for the start of a formula, also in full width; tab and line breaks are skipped before it.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static string Write(CsvTable table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, options: null, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns]);
            Write(csv, table.Rows);
        }

        return text.ToString();
    }

    /// <summary>Further lines of a table whose head is written already.</summary>
    public static string Lines(IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, options: null, leaveOpen: true))
        {
            Write(csv, rows);
        }

        return text.ToString();
    }

    /// <summary>A cell: a number stays one, a text never starts a formula.</summary>
    public static string Cell(object? value) => value switch
    {
        null => "",
        string text => text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text,
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Cell(value.ToString()),
    };

    /// <summary>A short file that is saved under a name.</summary>
    public static IResult File(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), MediaType, name);

    /// <summary>Says that what will be written is a file to save under a name, and that nobody on the way may keep a copy.</summary>
    public static void Begin(HttpResponse response, string name)
    {
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.CacheControl = "private, no-store";
    }

    private static void Write(CsvWriter csv, IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var row in rows)
        {
            csv.WriteRecord([.. row.Select(Cell)]);
        }
    }
}
