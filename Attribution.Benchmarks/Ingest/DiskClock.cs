using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Attribution.Benchmarks.Ingest;

/// <summary>How long the disk takes to make one written page durable: what every commit waits for.</summary>
internal static class DiskClock
{
    private const int Times = 500;
    private const int Page = 4_096;

    /// <summary>Times in milliseconds of a page appended and synced, ascending.</summary>
    public static double[] Milliseconds(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, "disk-clock");
        var page = new byte[Page];
        var times = new double[Times];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < Times; i++)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * Page);
                Sync(file);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        File.Delete(path);
        Array.Sort(times);
        return times;
    }

    private static void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (SyncData(file) != 0)
        {
            throw new IOException("fdatasync failed.");
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SyncData(SafeFileHandle file);
}
