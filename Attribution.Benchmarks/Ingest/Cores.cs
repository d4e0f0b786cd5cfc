using System.Diagnostics;

namespace Attribution.Benchmarks.Ingest;

/// <summary>Which processor cores are whose: the first half the server's, the rest the client's. A pin has to stand before a process starts its threads.</summary>
internal static class Cores
{
    private const string Mark = "ATTRIBUTION_BENCH_CORES";

    private static readonly bool CanPin = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset");

    private static int All => int.TryParse(Environment.GetEnvironmentVariable(Mark), out var cores) ? cores : Environment.ProcessorCount;

    private static bool IsSplit => CanPin && All > 1;

    /// <summary>What a command begins with so that it runs on the server's cores.</summary>
    public static string[] PinServer => IsSplit ? ["/usr/bin/taskset", "-c", $"0-{(All / 2) - 1}"] : [];

    /// <summary>The split in words.</summary>
    public static string Words => IsSplit ? $"{All} cores, {All / 2} for the server, {All - (All / 2)} for the client" : $"{All} core(s) shared by server and client";

    /// <summary>Runs this very command again on the client's cores: its exit code; null where it runs there already.</summary>
    public static async Task<int?> RunOnOwn(string[] args)
    {
        if (!IsSplit || Environment.GetEnvironmentVariable(Mark) is not null)
        {
            return null;
        }

        var start = new ProcessStartInfo(
            "/usr/bin/taskset", ["-c", $"{All / 2}-{All - 1}", "dotnet", typeof(Cores).Assembly.Location, "ingest", .. args]);
        start.Environment[Mark] = All.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var own = Process.Start(start)!;
        await own.WaitForExitAsync();
        return own.ExitCode;
    }
}
