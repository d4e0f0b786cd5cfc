using System.Text.Json;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Imports;

/// <summary>Walks over the file of one import: looks what its lines would come to, or takes them in. It goes on where it was left.</summary>
internal sealed class ImportRun(ImportRow import, StoreSettings store, IReadOnlyList<IHistory> kinds, ImportFiles files, ImportBook book, TimeProvider clock)
{
    // Lines of other kinds are read over, but progress is told all the same.
    private const int MostRead = 5_000;

    // A dry run is not resumed: its progress is worth a commit now and then only.
    private const int CheckBatchesPerSave = 10;

    private readonly ImportFigures figures = ImportFigures.FromJson(import.Status == ImportStates.Checking ? "" : import.Taken);
    private readonly HistoryFile file = new(store, import.FileHash);
    private int batches;

    // What the run before this one stored last may not have been counted.
    private bool again = true;

    /// <summary>Lines counted so far, those of earlier runs included.</summary>
    public long Lines => figures.Lines;

    private bool IsCheck => import.Status == ImportStates.Checking;

    /// <summary>Works until the file is done; false where somebody stopped it.</summary>
    public async Task<bool> Work(CancellationToken cancellationToken)
    {
        if (IsCheck)
        {
            (import.Pass, import.Row, import.BytesDone, import.ReportBytes) = (0, 0, 0, 0);
        }

        await using var report = new RefusedReport(files.Report(import.ImportId), import.ReportBytes, figures.Refused);
        for (; import.Pass < kinds.Count; (import.Pass, import.Row, import.BytesDone) = (import.Pass + 1, 0, 0))
        {
            if (!await Walk(kinds[import.Pass], report, cancellationToken))
            {
                return false;
            }
        }

        import.Pass = kinds.Count - 1;
        import.BytesDone = import.Bytes;
        import.ReportBytes = await report.Flush(cancellationToken);
        return await book.Save(import, figures, cancellationToken) == import.Status;
    }

    private async Task<bool> Walk(IHistory kind, RefusedReport report, CancellationToken cancellationToken)
    {
        using var lines = await Open(cancellationToken);
        var pass = kind.Open(file);
        for (long skipped = 0; skipped < import.Row; skipped++)
        {
            (await lines.Read(cancellationToken))?.Dispose();
        }

        while (await Batch(kind, lines, report, pass, cancellationToken) is { Read: > 0 } batch)
        {
            import.Row += batch.Read;
            if (!await Store(kind, pass, batch, report, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<ItemBatch> Batch(IHistory kind, ILineSource lines, RefusedReport report, IHistoryPass pass, CancellationToken cancellationToken)
    {
        var batch = new ItemBatch();
        while (batch.Count < kind.BatchSize && batch.Read < MostRead && await lines.Read(cancellationToken) is { } line)
        {
            using (line)
            {
                batch.Read++;
                import.BytesDone = line.End;
                if (line.Fault is { } fault)
                {
                    RefuseOnce(line, fault, report);
                }
                else if (import.Kind != ImportKinds.Mixed || KindOf(line.Document!.RootElement) == kind.Kind)
                {
                    Read(line, pass, batch, report);
                }
            }
        }

        return batch;
    }

    // What can't be read at all is told by the first pass.
    private void RefuseOnce(SourceLine line, (string Field, string Reason) fault, RefusedReport report)
    {
        if (import.Pass == 0)
        {
            figures.Refuse([fault]);
            report.Add(line, [fault]);
        }
    }

    private void Read(SourceLine line, IHistoryPass pass, ItemBatch batch, RefusedReport report)
    {
        var read = pass.Read(line.Document!.RootElement, line.Number, import.Mark);
        if (read.Item is { } item)
        {
            batch.Add(line with { Document = null }, item);
            return;
        }

        (string Field, string Reason)[] faults = [.. read.Faults.SelectMany(field => field.Value.Select(reason => (field.Key, reason)))];
        figures.Refuse(faults);
        report.Add(line, faults);
    }

    private async Task<bool> Store(IHistory kind, IHistoryPass pass, ItemBatch batch, RefusedReport report, CancellationToken cancellationToken)
    {
        var outcomes = batch.Count == 0 ? []
            : IsCheck ? await pass.Check(batch.Items, import.Mark, cancellationToken)
            : await Take(pass, batch, cancellationToken);
        again = false;
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] is { Result: HistoryResult.Refused } refused)
            {
                figures.Refuse([(refused.Field, refused.Reason)]);
                report.Add(batch.Lines[i], [(refused.Field, refused.Reason)]);
            }
            else
            {
                figures.Add(kind.Kind, batch.Items[i], outcomes[i], store.Calendar);
            }
        }

        if (IsCheck && ++batches % CheckBatchesPerSave != 0)
        {
            return true;
        }

        import.ReportBytes = await report.Flush(cancellationToken);
        import.Mark = Later(clock.GetUtcNow(), import.Mark.AddTicks(1));
        return await book.Save(import, figures, cancellationToken) == import.Status;
    }

    // A full queue and a slow disk pass; the sites that send meanwhile go first.
    private async Task<IReadOnlyList<HistoryOutcome>> Take(IHistoryPass pass, ItemBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await pass.Take(batch.Items, import.Mark, again, cancellationToken);
            }
            catch (IngestBusyException)
            {
                again = true;
                await Task.Delay(IngestBusyException.RetryAfter, clock, cancellationToken);
            }
        }
    }

    private async Task<ILineSource> Open(CancellationToken cancellationToken)
    {
        var content = files.Open(import);
        if (ColumnMap.FromJson(import.Map) is not { } map)
        {
            return new JsonLines(content);
        }

        var lines = new CsvLines(content, CsvText.Delimiters[map.Delimiter], new CsvLine(map, new ColumnGuess(kinds), store.TimeZone));
        await lines.Head(cancellationToken);
        return lines;
    }

    // A hit says its kind; an order and a refund have ids of their own.
    private static string KindOf(JsonElement line) =>
        line.ValueKind != JsonValueKind.Object || line.TryGetProperty("kind", out _) ? "touches"
        : line.TryGetProperty("refundId", out _) ? "refunds"
        : line.TryGetProperty("orderId", out _) ? "conversions"
        : "touches";

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class ItemBatch
    {
        public List<HistoryItem> Items { get; } = [];

        public List<SourceLine> Lines { get; } = [];

        public int Count => Items.Count;

        /// <summary>Lines read, those of other kinds and the refused included.</summary>
        public int Read { get; set; }

        public void Add(SourceLine line, HistoryItem item)
        {
            Lines.Add(line);
            Items.Add(item);
        }
    }
}
