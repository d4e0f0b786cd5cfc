using Microsoft.Data.Sqlite;

namespace Attribution.Web.Storage;

/// <summary>Tells the faults of disk and database, which pass, from those of the app, which don't.</summary>
internal static class StorageFault
{
    /// <summary>When a sender is told to come back.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether nothing can be stored or read just now: the caller may send the same again.</summary>
    public static bool Is(Exception? fault) => Why(fault) is not null;

    /// <summary>What stands in the way, in a sentence; null where the fault is not one of storage.</summary>
    public static string? Why(Exception? fault) => fault switch
    {
        null => null,
        StorageBusyException => StorageBusyException.Reason,
        SqliteException sqlite => Why(sqlite.SqliteErrorCode),
        _ => Why(fault.InnerException),
    };

    // https://sqlite.org/rescode.html
    private static string? Why(int code) => code switch
    {
        5 or 6 => "The database is locked by another process.",
        3 or 8 => "The database is read-only.",
        10 => "The disk can't be read or written: it is full, over its quota, or broken.",
        11 or 26 => "The database file is damaged.",
        13 => "The disk is full.",
        14 => "The database file can't be opened: the disk is full or gone, or its folder is not writable.",
        _ => null,
    };
}

/// <summary>The gate of writes did not open in time.</summary>
internal sealed class StorageBusyException() : Exception(Reason)
{
    public const string Reason = "Writes wait too long for each other: the database is locked by another process, or the disk is too slow.";
}
