using System.Text;
using System.Text.Json;

namespace Attribution.Web.Storage;

/// <summary>One erasure as the file tells it.</summary>
/// <param name="Database">A mark of the store that only its own database can make.</param>
/// <param name="Marks">Marks of the person's identifiers.</param>
internal sealed record ErasureEntry(
    int Store, string Database, string Reference, DateTimeOffset At, string By, string FoundBy, string Reason, string Mark, IReadOnlyList<string> Marks, bool WholeBrowser);

/// <summary>
/// The list of erasures beside the database, <c>attribution.db.erasures</c>: one line of JSON each, only ever appended to. It is no part of
/// a backup: when an older copy of the database is put back, it tells who must be erased again.
/// </summary>
internal sealed class ErasureFile(SqliteFile database)
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public string Path { get; } = database.Path + ".erasures";

    /// <summary>Appends an entry; when this returns, it is on disk.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Append(ErasureEntry entry)
    {
        using var file = new FileStream(Path, Options());

        // A line that a crash cut short must not swallow this one.
        if (file.Length > 0 && !EndsWithLine(file))
        {
            file.Write(LineEnd);
        }

        file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, JsonSerializerOptions.Web));
        file.Write(LineEnd);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Every entry, oldest first. A line that was cut short is passed over: its erasure was never confirmed.</summary>
    public IReadOnlyList<ErasureEntry> Read() =>
        !File.Exists(Path) ? [] : [.. File.ReadLines(Path, Encoding.UTF8).Select(Entry).OfType<ErasureEntry>()];

    private static ErasureEntry? Entry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ErasureEntry>(line, JsonSerializerOptions.Web) is { Marks: not null, Reference: not null, Database: not null } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool EndsWithLine(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        var isEnd = file.ReadByte() == LineEnd[0];
        file.Seek(0, SeekOrigin.End);
        return isEnd;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
