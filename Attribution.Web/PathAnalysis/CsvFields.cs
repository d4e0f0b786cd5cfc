namespace Attribution.Web.PathAnalysis;

/// <summary>The fields of one line: separated by one character, in double quotes where they hold it, a quote within doubled.</summary>
internal sealed class CsvFields(char separator)
{
    private readonly List<(int Start, int Length, bool HasQuotes)> fields = [];
    private string line = "";

    public int Count => fields.Count;

    /// <summary>Takes a line apart; false where a quote is not closed, or something stands after it.</summary>
    public bool Read(string text)
    {
        line = text;
        fields.Clear();
        var at = 0;
        while (true)
        {
            var end = at < text.Length && text[at] == '"' ? Quoted(at) : Plain(at);
            if (end < 0)
            {
                return false;
            }

            if (end == text.Length)
            {
                return true;
            }

            at = end + 1;
        }
    }

    public ReadOnlySpan<char> this[int field]
    {
        get
        {
            var (start, length, hasQuotes) = fields[field];
            return hasQuotes ? line.Substring(start, length).Replace("\"\"", "\"", StringComparison.Ordinal) : line.AsSpan(start, length);
        }
    }

    private int Plain(int start)
    {
        var end = line.IndexOf(separator, start);
        end = end < 0 ? line.Length : end;
        fields.Add((start, end - start, false));
        return end;
    }

    private int Quoted(int start)
    {
        var (at, hasQuotes) = (start + 1, false);
        while (at < line.Length)
        {
            if (line[at] != '"')
            {
                at++;
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                (at, hasQuotes) = (at + 2, true);
            }
            else
            {
                fields.Add((start + 1, at - start - 1, hasQuotes));
                return at + 1 == line.Length || line[at + 1] == separator ? at + 1 : -1;
            }
        }

        return -1;
    }
}
