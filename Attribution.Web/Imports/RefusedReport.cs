using System.Text;
using Attribution.Web.Http;

namespace Attribution.Web.Imports;

/// <summary>
/// The report of refused lines, a row a fault. It is written before the count of lines that it belongs to, and cut back to what was
/// counted when a run goes on after a crash, so that no line stands in it twice.
/// </summary>
internal sealed class RefusedReport : IAsyncDisposable
{
    /// <summary>Most lines in a report. What is wrong with a hundred thousand lines is wrong with the file.</summary>
    public const int MostLines = 100_000;

    private const int LongestText = 8_000;

    private readonly FileStream file;
    private readonly StringBuilder rows = new();
    private long refused;

    /// <param name="path">Where the report lies.</param>
    /// <param name="length">What was counted of it; 0 begins anew.</param>
    /// <param name="refused">Lines that stand in it.</param>
    public RefusedReport(string path, long length, long refused)
    {
        this.refused = refused;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 64 * 1_024, FileOptions.Asynchronous);
        file.SetLength(Math.Min(length, file.Length));
        file.Seek(0, SeekOrigin.End);
        if (file.Length == 0)
        {
            rows.Append(Csv.Write(new CsvTable(["line", "field", "reason", "text"], [])));
        }
    }

    public void Add(SourceLine line, IEnumerable<(string Field, string Reason)> faults)
    {
        if (++refused > MostLines)
        {
            return;
        }

        var text = line.Text.Length > LongestText ? line.Text[..LongestText] + "…" : line.Text;
        foreach (var (field, reason) in faults)
        {
            rows.Append(Row(line.Line, field, reason, text));
        }

        if (refused == MostLines)
        {
            rows.Append(Row(line.Line, "", $"The report ends here: it lists the first {MostLines} refused lines.", ""));
        }
    }

    /// <summary>Puts what was added on disk; answers the length of the report.</summary>
    public async Task<long> Flush(CancellationToken cancellationToken)
    {
        if (rows.Length > 0)
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), cancellationToken);
            await file.FlushAsync(cancellationToken);
            rows.Clear();
        }

        return file.Length;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    // The writer of the API's tables also writes the row, so that no cell starts a formula.
    private static string Row(long line, string field, string reason, string text)
    {
        var table = Csv.Write(new CsvTable(["x"], [[line, field, reason, text]]));
        return table[(table.IndexOf('\n') + 1)..];
    }
}
