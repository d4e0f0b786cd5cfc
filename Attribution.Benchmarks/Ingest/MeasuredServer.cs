using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Attribution.Benchmarks.Ingest;

/// <summary>The app in a process of its own, in a fresh folder, with limits that no load reaches.</summary>
internal sealed partial class MeasuredServer : IDisposable
{
    private const string PublicKey = "pk_0123456789abcdef0123";

    private readonly Process process;

    private MeasuredServer(Process process, DirectoryInfo folder)
    {
        this.process = process;
        Folder = folder;
    }

    public DirectoryInfo Folder { get; }

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    public string DatabaseFile => Path.Combine(Folder.FullName, "data", "attribution.db");

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<MeasuredServer> Start(DirectoryInfo folder)
    {
        string[] command = [.. Cores.PinServer, "dotnet", "exec", "--depsfile", Beside("Attribution.Benchmarks.deps.json"), Beside("Attribution.Web.dll"), .. Arguments(folder)];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Attribution.Benchmarks";
        var server = new MeasuredServer(Process.Start(start)!, folder);
        await server.UntilListening();
        return server;
    }

    public HitMaker Hits(int seed) => new(Address.ToString(), PublicKey, seed);

    /// <summary>Stops it as an operator does, with what is queued written.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", [process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static IEnumerable<string> Arguments(DirectoryInfo folder) =>
    [
        $"--contentRoot={folder.FullName}",
        "--Urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        "--Tracking:Limits:AddressPerMinute=1000000",
        "--Tracking:Limits:StorePerSecond=1000000",
        "--Setup:AdminEmail=admin@shop.example",
        $"--Setup:AdminPassword={Guid.NewGuid():N}",
        "--Setup:Store:Name=Shop",
        "--Setup:Store:Key=shop",
        "--Setup:Store:Domains:0=shop.example",
        "--Setup:Store:TimeZone=Europe/Berlin",
        "--Setup:Store:Currency=EUR",
        $"--Setup:Store:PublicKey={PublicKey}",
    ];

    private async Task UntilListening()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                Address = IPEndPoint.Parse(match.Groups[1].Value);
                _ = process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    [GeneratedRegex(@"Now listening on: http://(\S+)")]
    private static partial Regex Listening();
}
