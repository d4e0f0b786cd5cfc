using System.Text;

namespace Attribution.Domain.Channels;

/// <summary>A table in RFC 4180: a header row, commas, quotes doubled inside quotes.</summary>
internal static class CsvText
{
    /// <summary>The rows below the header, each as the values by column name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(TextReader reader)
    {
        var header = Record(reader) ?? [];
        while (Record(reader) is { } values)
        {
            yield return header.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    private static List<string>? Record(TextReader reader)
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        List<string> values = [];
        char end;
        do
        {
            values.Add(Value(reader, out end));
        }
        while (end == ',');

        return values;
    }

    private static string Value(TextReader reader, out char end)
    {
        var value = new StringBuilder();
        var quoted = false;
        var closed = false;
        for (var read = reader.Read(); read >= 0; read = reader.Read())
        {
            var mark = (char)read;
            if (mark == '"')
            {
                // A closing quote followed by another one was a quote in the text.
                value.Append(closed ? "\"" : "");
                closed = quoted;
                quoted = !quoted;
            }
            else if (!quoted && mark is ',' or '\n')
            {
                end = mark;
                return value.ToString();
            }
            else if (quoted || mark != '\r')
            {
                value.Append(mark);
            }
        }

        end = '\n';
        return value.ToString();
    }
}
