using System.Text;

namespace Attribution.Web.Imports;

/// <summary>Reads records of CSV as spreadsheets and exports write them: RFC 4180, any common delimiter.</summary>
internal static class CsvText
{
    /// <summary>Delimiters that are recognised, by their names.</summary>
    public static IReadOnlyDictionary<string, char> Delimiters { get; } = new Dictionary<string, char>
    {
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["tab"] = '\t',
        ["pipe"] = '|',
    };

    /// <summary>Splits a record; null where a quote in it is still open, so that the record goes on in the next line.</summary>
    public static List<string>? Split(string record, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var at = 0; ; at++)
        {
            cell.Clear();
            var start = at;
            while (start < record.Length && record[start] == ' ' && delimiter != ' ')
            {
                start++;
            }

            if (start < record.Length && record[start] == '"' && (at = Quoted(record, start + 1, cell)) < 0)
            {
                return null;
            }

            var end = record.IndexOf(delimiter, at);
            end = end < 0 ? record.Length : end;
            cells.Add(cell.Append(record, at, end - at).ToString().Trim());
            at = end;
            if (end == record.Length)
            {
                return cells;
            }
        }
    }

    /// <summary>The delimiter that a head uses most, outside its quotes; a comma where there is none.</summary>
    public static string DelimiterOf(string head) =>
        Delimiters.Select(one => (one.Key, Count: (Split(head, one.Value)?.Count ?? 1) - 1)).OrderByDescending(one => one.Count).First().Key;

    // Where the cell's text goes on after its closing quote; -1 where there is none.
    private static int Quoted(string record, int at, StringBuilder cell)
    {
        while (true)
        {
            var quote = record.IndexOf('"', at);
            if (quote < 0)
            {
                return -1;
            }

            cell.Append(record, at, quote - at);
            at = quote + 1;
            if (at >= record.Length || record[at] != '"')
            {
                return at;
            }

            cell.Append('"');
            at++;
        }
    }
}
