using System.Text.Json;
using Attribution.Web.Http;

namespace Attribution.Web.Imports;

/// <summary>A record of a file: one object of JSON, or why there is none. Dispose it once it is read.</summary>
/// <param name="Number">Its place in the file, from 1, the head and empty lines left out.</param>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Text">As it stands in the file.</param>
/// <param name="End">Bytes of the file up to its end.</param>
internal sealed record SourceLine(long Number, long Line, string Text, long End, JsonDocument? Document, (string Field, string Reason)? Fault) : IDisposable
{
    public void Dispose() => Document?.Dispose();
}

/// <summary>The records of a file, one after the other.</summary>
internal interface ILineSource : IDisposable
{
    /// <summary>The next record; null at the end.</summary>
    ValueTask<SourceLine?> Read(CancellationToken cancellationToken);
}

/// <summary>JSON lines: an object a line.</summary>
internal sealed class JsonLines(Stream file) : ILineSource
{
    // Duplicate members are let through: the readers name them.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ApiJson.MaxDepth };

    private readonly LineReader lines = new(file);
    private long number;

    public async ValueTask<SourceLine?> Read(CancellationToken cancellationToken)
    {
        while (await lines.Read(cancellationToken) is { } line)
        {
            if (line.Fault is null && string.IsNullOrWhiteSpace(line.Text))
            {
                continue;
            }

            var (document, fault) = line.Fault is { } unreadable ? (null, ("line", unreadable)) : Parse(line.Text);
            return new SourceLine(++number, line.Number, line.Text, line.End, document, fault);
        }

        return null;
    }

    public void Dispose() => lines.Dispose();

    private static (JsonDocument? Document, (string Field, string Reason)? Fault) Parse(string text)
    {
        try
        {
            return (JsonDocument.Parse(text, Options), null);
        }
        catch (JsonException)
        {
            return (null, ("line", $"This is no JSON, or nested deeper than {ApiJson.MaxDepth}. Write one object a line."));
        }
    }
}

/// <summary>CSV with a head: a record may go on over several lines inside quotes.</summary>
internal sealed class CsvLines(Stream file, char delimiter, CsvLine? reading) : ILineSource
{
    private const int MaxLines = 100;

    private readonly LineReader lines = new(file);
    private readonly Queue<FileLine> back = [];
    private bool hasHead;
    private long number;

    /// <summary>The head; empty where the file has none. Before the first record.</summary>
    public async ValueTask<IReadOnlyList<string>> Head(CancellationToken cancellationToken)
    {
        hasHead = true;
        return await Record(cancellationToken) is { Cells: { } cells } ? cells : [];
    }

    /// <summary>The cells of the next record; null at the end or where it can't be read.</summary>
    public async ValueTask<IReadOnlyList<string>?> Cells(CancellationToken cancellationToken) => (await Record(cancellationToken))?.Cells;

    public async ValueTask<SourceLine?> Read(CancellationToken cancellationToken)
    {
        if (!hasHead)
        {
            await Head(cancellationToken);
        }

        if (await Record(cancellationToken) is not { } record)
        {
            return null;
        }

        var (document, fault) = record.Cells is { } cells ? reading!.Read(cells) : (null, ("line", record.Fault!));
        return new SourceLine(++number, record.First.Number, record.Text, record.End, document, fault);
    }

    public void Dispose() => lines.Dispose();

    private async ValueTask<CsvRecord?> Record(CancellationToken cancellationToken)
    {
        FileLine? first;
        do
        {
            first = await Next(cancellationToken);
        }
        while (first is { Fault: null } && string.IsNullOrWhiteSpace(first.Text.Replace(delimiter, ' ')));

        return first is null ? null
            : first.Fault is { } fault ? new CsvRecord(first, first.Text, first.End, null, fault)
            : CsvText.Split(first.Text, delimiter) is { } cells ? new CsvRecord(first, first.Text, first.End, cells, null)
            : await Continued(first, cancellationToken);
    }

    // A quote that nobody closed must not swallow the rest of the file: then its line alone is refused.
    private async ValueTask<CsvRecord> Continued(FileLine first, CancellationToken cancellationToken)
    {
        var taken = new List<FileLine>();
        var text = first.Text;
        while (taken.Count < MaxLines && text.Length < LineReader.MaxBytes && await Next(cancellationToken) is { } line)
        {
            taken.Add(line);
            text = $"{text}\n{line.Text}";
            if (line.Fault is null && CsvText.Split(text, delimiter) is { } cells)
            {
                return new CsvRecord(first, text, line.End, cells, null);
            }
        }

        // Those that are still to be read come after those that were looked at.
        var later = back.ToArray();
        back.Clear();
        foreach (var line in taken.Concat(later))
        {
            back.Enqueue(line);
        }

        return new CsvRecord(first, first.Text, first.End, null, "A quote is opened here and never closed. Double the quotes inside a cell, or leave them out.");
    }

    private async ValueTask<FileLine?> Next(CancellationToken cancellationToken) => back.Count > 0 ? back.Dequeue() : await lines.Read(cancellationToken);

    private sealed record CsvRecord(FileLine First, string Text, long End, IReadOnlyList<string>? Cells, string? Fault);
}
