using System.Buffers;
using System.Text;

namespace Attribution.Web.Imports;

/// <summary>A line of a file, without its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">The line; its beginning alone where it is too long.</param>
/// <param name="End">Bytes of the file up to the end of the line.</param>
/// <param name="Fault">Why it can't be read; null where it can.</param>
internal sealed record FileLine(long Number, string Text, long End, string? Fault);

/// <summary>Reads a file line by line, however large the file and however long a line: never more than one line is held.</summary>
internal sealed class LineReader(Stream file) : IDisposable
{
    /// <summary>Most bytes of a line.</summary>
    public const int MaxBytes = 256 * 1_024;

    private const int Shown = 1_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] buffer = new byte[128 * 1_024];
    private readonly ArrayBufferWriter<byte> line = new(4 * 1_024);
    private int at;
    private int filled;
    private long number;
    private long end;

    /// <summary>The next line; null at the end of the file.</summary>
    public async ValueTask<FileLine?> Read(CancellationToken cancellationToken)
    {
        line.ResetWrittenCount();
        var (any, tooLong) = (false, false);
        while (at < filled || await Fill(cancellationToken))
        {
            any = true;
            var rest = buffer.AsMemory(at, filled - at);
            var newline = rest.Span.IndexOf((byte)'\n');
            var part = newline < 0 ? rest : rest[..newline];
            tooLong |= line.WrittenCount + part.Length > MaxBytes;
            line.Write(part.Span[..Math.Min(part.Length, MaxBytes - line.WrittenCount)]);
            var taken = part.Length + (newline < 0 ? 0 : 1);
            at += taken;
            end += taken;
            if (newline >= 0)
            {
                break;
            }
        }

        return any ? LineOf(tooLong) : null;
    }

    public void Dispose() => file.Dispose();

    private async ValueTask<bool> Fill(CancellationToken cancellationToken)
    {
        at = 0;
        filled = await file.ReadAsync(buffer, cancellationToken);
        return filled > 0;
    }

    private FileLine LineOf(bool tooLong)
    {
        var bytes = line.WrittenSpan;
        bytes = bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
        bytes = number == 0 && bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        number++;
        if (tooLong)
        {
            return new FileLine(number, Encoding.UTF8.GetString(bytes[..Shown]), end, $"This line is longer than {MaxBytes / 1_024} KB. Each line holds one record.");
        }

        try
        {
            return new FileLine(number, Strict.GetString(bytes), end, null);
        }
        catch (DecoderFallbackException)
        {
            return new FileLine(number, Encoding.UTF8.GetString(bytes), end, "This is not UTF-8. Save the file as UTF-8.");
        }
    }
}
