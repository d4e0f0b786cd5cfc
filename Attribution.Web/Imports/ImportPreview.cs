using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Imports;

/// <summary>The first records of a CSV file, for who says what its columns become.</summary>
internal sealed class ImportPreview(ImportFiles files)
{
    private const int Most = 3;

    public async Task<IReadOnlyList<IReadOnlyList<string>>> Of(ImportRow import, ColumnMap map, CancellationToken cancellationToken)
    {
        using var lines = new CsvLines(files.Open(import), CsvText.Delimiters[map.Delimiter], null);
        await lines.Head(cancellationToken);
        var records = new List<IReadOnlyList<string>>();
        while (records.Count < Most && await lines.Cells(cancellationToken) is { } cells)
        {
            records.Add(cells);
        }

        return records;
    }
}
