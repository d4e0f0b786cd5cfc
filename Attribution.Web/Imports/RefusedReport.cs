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

    private static readonly string[] Columns = ["line", "field", "reason", "text"];

    private readonly FileStream file;
    private readonly List<IReadOnlyList<object?>> rows = [];
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
            rows.Add([line.Line, field, reason, text]);
        }

        if (refused == MostLines)
        {
            rows.Add([line.Line, "", $"The report ends here: it lists the first {MostLines} refused lines.", ""]);
        }
    }

    /// <summary>Puts what was added on disk; answers the length of the report.</summary>
    public async Task<long> Flush(CancellationToken cancellationToken)
    {
        if (rows.Count > 0 || file.Length == 0)
        {
            // The writer of the API's tables, so that no cell starts a formula; its head stands once.
            var text = Csv.Write(new CsvTable(Columns, rows));
            await file.WriteAsync(Encoding.UTF8.GetBytes(file.Length == 0 ? text : text[(text.IndexOf('\n') + 1)..]), cancellationToken);
            await file.FlushAsync(cancellationToken);
            rows.Clear();
        }

        return file.Length;
    }

    /// <summary>A report without lines.</summary>
    public static string Empty() => Csv.Write(new CsvTable(Columns, []));

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
