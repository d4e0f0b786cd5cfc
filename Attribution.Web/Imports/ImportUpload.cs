using System.Security.Cryptography;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Imports;

/// <summary>What is uploaded, as its sender describes it.</summary>
/// <param name="Kind">One of <see cref="ImportKinds"/>.</param>
/// <param name="Format">csv or jsonl; empty where the first sign of the file tells.</param>
/// <param name="FileName">Empty for none.</param>
/// <param name="By">Who sends it, as the audit log names them.</param>
internal sealed record UploadedAs(string Kind, string Format, string FileName, string By)
{
    /// <inheritdoc cref="ColumnMap.Times"/>
    public string Times { get; init; } = TimeWords.Exact;

    /// <inheritdoc cref="ColumnMap.Decimals"/>
    public string Decimals { get; init; } = DecimalWords.Point;
}

/// <summary>What came of an upload: an import, or why there is none.</summary>
internal sealed record UploadOutcome(ImportRow? Import, int Status = 0, string Title = "", string Detail = "")
{
    public static UploadOutcome Refuse(int status, string title, string detail) => new(null, status, title, detail);
}

/// <summary>Takes a file in as it comes over the wire: it is hashed while it is written to disk, and never held in memory.</summary>
internal sealed class ImportUpload(ImportFiles files, ImportBook book, IEnumerable<IHistory> histories, IOptions<ImportsOptions> options, TimeProvider clock)
{
    private const int LongestName = 200;

    public async Task<UploadOutcome> Take(HttpContext context, StoreSettings store, UploadedAs uploaded, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxBytes;
        if (context.Request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
        {
            return UploadOutcome.Refuse(StatusCodes.Status415UnsupportedMediaType, "The file is compressed", "Send it as it is, without Content-Encoding.");
        }

        if (await book.CountOpen(store.Id, cancellationToken) >= options.Value.MaxOpen)
        {
            return UploadOutcome.Refuse(StatusCodes.Status409Conflict, "Too many imports are open", $"A store may have {options.Value.MaxOpen}. Start or cancel one of them first.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Ours is told in words, the server's own breaks the connection.
            limit.MaxRequestBodySize = null;
        }

        return context.Request.ContentLength > most ? TooLarge(most) : await Keep(context.Request, store, uploaded, most, cancellationToken);
    }

    private async Task<UploadOutcome> Keep(HttpRequest request, StoreSettings store, UploadedAs uploaded, long most, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        UploadOutcome outcome;
        try
        {
            await using (var file = files.Create(id))
            {
                outcome = await Write(request, file, most, cancellationToken) is { } hash
                    ? await Describe(file, store, uploaded, id, hash, cancellationToken)
                    : TooLarge(most);
            }

            if (outcome.Import is { } import)
            {
                files.Keep(id);
                await book.Add(import, cancellationToken);
            }
        }
        catch
        {
            files.Remove(id);
            throw;
        }

        if (outcome.Import is null)
        {
            files.Remove(id);
        }

        return outcome;
    }

    private static async Task<string?> Write(HttpRequest request, FileStream file, long most, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[128 * 1_024];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
        {
            if (file.Length + read > most)
            {
                return null;
            }

            hash.AppendData(part, 0, read);
            await file.WriteAsync(part.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<UploadOutcome> Describe(FileStream file, StoreSettings store, UploadedAs uploaded, Guid id, string hash, CancellationToken cancellationToken)
    {
        file.Seek(0, SeekOrigin.Begin);
        var head = new byte[4_096];
        head = head[..await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken)];
        if (WhyNoText(head) is { } why)
        {
            return UploadOutcome.Refuse(StatusCodes.Status400BadRequest, "The file was not understood", why);
        }

        var format = uploaded.Format.Length > 0 ? uploaded.Format : LooksLikeJson(head) ? ImportFormats.JsonLines : ImportFormats.Csv;
        var import = new ImportRow
        {
            StoreId = store.Id.Value,
            ImportId = id,
            Kind = uploaded.Kind,
            Format = format,
            FileName = uploaded.FileName.Length > LongestName ? uploaded.FileName[..LongestName] : uploaded.FileName,
            Bytes = file.Length,
            FileHash = hash,
            Status = ImportStates.Uploaded,
            CreatedBy = uploaded.By,
            CreatedAt = clock.GetUtcNow(),
        };
        if (format == ImportFormats.Csv)
        {
            file.Seek(0, SeekOrigin.Begin);
            import.Map = (await MapOf(file, uploaded.Kind, cancellationToken) with { Times = uploaded.Times, Decimals = uploaded.Decimals }).ToJson();
        }

        return new UploadOutcome(import);
    }

    private async Task<ColumnMap> MapOf(FileStream file, string kind, CancellationToken cancellationToken)
    {
        var kinds = ImportKinds.PassesOf(kind);
        var guess = new ColumnGuess([.. histories.Where(history => kinds.Contains(history.Kind))]);
        string delimiter;
        using (var first = new LineReader(new Kept(file)))
        {
            delimiter = CsvText.DelimiterOf((await first.Read(cancellationToken))?.Text ?? "");
        }

        file.Seek(0, SeekOrigin.Begin);
        using var lines = new CsvLines(new Kept(file), CsvText.Delimiters[delimiter], null);
        return guess.Of(delimiter, await lines.Head(cancellationToken));
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> head)
    {
        var text = head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    private static string? WhyNoText(ReadOnlySpan<byte> head) => head switch
    {
        [] => "It is empty. Send CSV with a head, or one JSON object a line.",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "It is UTF-16. Save it as UTF-8.",
        [(byte)'P', (byte)'K', 3, 4, ..] => "It is a workbook or an archive. Save the sheet as CSV in UTF-8.",
        [0x1F, 0x8B, ..] => "It is compressed. Unpack it first.",
        _ when head.Contains((byte)0) => "It is no text. Send CSV with a head, or one JSON object a line, in UTF-8.",
        _ => null,
    };

    private static UploadOutcome TooLarge(long most) =>
        UploadOutcome.Refuse(StatusCodes.Status413PayloadTooLarge, "The file is too large", $"Send at most {most / (1_024 * 1_024)} MB; cut what is longer into several files.");

    // A reader closes what it reads; the upload is not done with the file yet.
    private sealed class Kept(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
