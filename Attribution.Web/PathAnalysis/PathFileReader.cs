using System.Globalization;
using System.Text;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.PathAnalysis;

/// <summary>Reads an aggregated path file line by line: a million rows are never in memory as text.</summary>
internal sealed class PathFileReader
{
    private const string Wanted = "path,total_conversions,total_conversion_value,total_null";

    // Beyond that a double no longer counts by ones, and sums of a million rows leave its range.
    private const double Most = 1e15;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly PathCountsBuilder paths = new();
    private readonly CsvFields fields;
    private readonly int columns;
    private readonly int path;
    private readonly int conversions;
    private readonly int value;
    private readonly int nulls;
    private int line = 1;
    private int rows;
    private double allNulls;
    private (double Conversions, double Value) unattributed;

    private PathFileReader(string header)
    {
        var separator = Separators.MaxBy(one => header.Count(character => character == one));
        fields = new CsvFields(separator);
        var names = fields.Read(header) ? Enumerable.Range(0, fields.Count).Select(i => fields[i].Trim().ToString().ToLowerInvariant()).ToList() : [];
        columns = names.Count;
        if (names.Where(Wanted.Split(',').Contains).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Fault($"the column `{twice.Key}` stands there twice. Keep one of them.");
        }

        path = names.IndexOf("path");
        conversions = names.IndexOf("total_conversions");
        value = names.IndexOf("total_conversion_value");
        nulls = names.IndexOf("total_null");
        if (path < 0 || conversions < 0)
        {
            throw Fault($"there is no column `{(path < 0 ? "path" : "total_conversions")}`. Let the first line name the columns: {Wanted}.");
        }
    }

    /// <summary>Reads a whole file in UTF-8.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PathFileException">The file is not one; the message names the line and says what to do.</exception>
    public static async Task<PathFile> Read(Stream file, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        PathFileReader? reader = null;
        try
        {
            reader = new(await text.ReadLineAsync(cancellationToken) ?? throw new PathFileException($"The file is empty. Its first line names the columns: {Wanted}."));
            while (await text.ReadLineAsync(cancellationToken) is { } row)
            {
                reader.Take(row);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new PathFileException($"After line {reader?.line ?? 0} the file is not UTF-8. Save it as UTF-8 and send it again.");
        }

        return reader.Finish();
    }

    private PathFile Finish() => new(paths.Build(), rows) { Unattributed = unattributed, Nulls = allNulls };

    private void Take(string row)
    {
        line++;
        if (string.IsNullOrWhiteSpace(row))
        {
            return;
        }

        if (!fields.Read(row))
        {
            throw Fault("a quote is not closed, or text follows it. Close it on the same line, and double a quote inside.");
        }

        if (fields.Count != columns)
        {
            throw Fault($"there are {fields.Count} columns, and {columns} in the first line. Put a path that holds the separator in quotes.");
        }

        rows++;
        Count(Number(conversions, "total_conversions"), Number(nulls, "total_null"), Number(value, "total_conversion_value"));
    }

    private void Count(double converted, double unconverted, double worth)
    {
        allNulls += unconverted;
        var hasPath = Walk(fields[path]);
        if (!hasPath || converted == 0)
        {
            unattributed = (unattributed.Conversions + (hasPath ? 0 : converted), unattributed.Value + worth);
        }

        if (hasPath)
        {
            paths.Close(converted, unconverted, converted > 0 ? worth : 0);
        }
    }

    /// <summary>The steps of a path; false where it has none.</summary>
    private bool Walk(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace())
        {
            return false;
        }

        foreach (var step in text.Split('>'))
        {
            var channel = text[step].Trim();
            if (channel.IsEmpty)
            {
                throw Fault("the path has a step without a channel. Write a channel between every two ` > `, or leave the path empty.");
            }

            try
            {
                paths.Step(channel);
            }
            catch (InvalidOperationException)
            {
                throw Fault($"this is the {PathCountsBuilder.MaxChannels + 1:N0}th channel. Group channels, and put ` > ` between them.");
            }
        }

        return true;
    }

    private double Number(int column, string name)
    {
        if (column < 0 || fields[column].IsWhiteSpace())
        {
            return 0;
        }

        if (!double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Fault($"{name} is `{fields[column]}`, which is no number. Write it like 12 or 0.5.");
        }

        return number switch
        {
            < 0 => throw Fault($"{name} is {fields[column]}. Send 0 or more."),
            > Most => throw Fault($"{name} is {fields[column]}. Send 1,000,000,000,000,000 or less."),
            _ => number,
        };
    }

    private PathFileException Fault(string what) => new(string.Create(CultureInfo.InvariantCulture, $"Line {line}: {what}"));
}
