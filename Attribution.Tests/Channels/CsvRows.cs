using Microsoft.VisualBasic.FileIO;

namespace Attribution.Tests.Channels;

/// <summary>A CSV file's rows by column name; read by another reader than the product's own.</summary>
internal static class CsvRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Of(Stream file)
    {
        using var parser = new TextFieldParser(file) { Delimiters = [","], TrimWhiteSpace = false };
        var header = parser.ReadFields()!;
        while (parser.ReadFields() is { } values)
        {
            yield return header.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}
