using Microsoft.Data.Sqlite;

namespace Attribution.Web.Storage;

/// <summary>The database file: where it lies, who may read it, and that only one server uses it.</summary>
internal sealed class SqliteFile : IDisposable
{
    // How long a write waits for another process that writes. The driver's own half a minute is more than a caller waits for.
    private const int BusySeconds = 10;

    // What the system says of a file that another process holds: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private FileStream? serverLock;

    private SqliteFile(string path, string connectionString)
    {
        Path = path;
        ConnectionString = connectionString;
    }

    public string Path { get; }

    public string ConnectionString { get; }

    /// <summary>Reads a connection string; a relative path counts from <paramref name="contentRoot"/>. Makes the folder, for the owner only.</summary>
    public static SqliteFile Of(string connectionString, string contentRoot)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        builder.DataSource = System.IO.Path.GetFullPath(builder.DataSource, contentRoot);
        builder.DefaultTimeout = builder.ShouldSerialize("Default Timeout") ? builder.DefaultTimeout : BusySeconds;
        var folder = System.IO.Path.GetDirectoryName(builder.DataSource)!;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return new SqliteFile(builder.DataSource, builder.ToString());
    }

    /// <summary>Claims the file for this server until it ends. A second call by the same server changes nothing.</summary>
    /// <exception cref="StartRefusedException">Another server has it, or its folder can't be written.</exception>
    public void Claim()
    {
        if (serverLock is not null)
        {
            return;
        }

        try
        {
            serverLock = new FileStream(Path + ".server", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (Held.Contains(held.HResult))
        {
            throw new StartRefusedException($"Another server already runs on {Path}. Stop it first, or give this one its own file with ConnectionStrings:Attribution.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Nothing can be written beside {Path}: {refused.Message} Make its folder writable for the account that runs the server and see that the disk has room, or name another file with ConnectionStrings:Attribution.");
        }
    }

    public void Dispose() => serverLock?.Dispose();
}

/// <summary>The app can't start as it is configured. The message says what to do; it is shown without a stack trace.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
