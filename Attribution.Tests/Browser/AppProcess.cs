using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Attribution.Tests.Browser;

/// <summary>The server as its owner starts it: a process of its own, in a folder of its own, on a free port.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder;
    private readonly bool keepsFolder;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly SemaphoreSlim more = new(0);
    private readonly Process process;

    private AppProcess(DirectoryInfo? given, IReadOnlyList<string> through, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        keepsFolder = given is not null;
        folder = given ?? Directory.CreateTempSubdirectory("attribution-process-");
        string[] line = [.. through, "dotnet", Assembly, "--contentRoot", folder.FullName, "--Urls", "http://127.0.0.1:0", .. arguments];
        var start = new ProcessStartInfo(line[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        foreach (var argument in line.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The database folder of this process.</summary>
    public string Folder => folder.FullName;

    // The tests' own output has a copy without static files; the app's output is what a person runs.
    private static string Assembly
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var root = output.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(root, "Attribution.Web", "bin", output.Parent.Name, output.Name, "Attribution.Web.dll");
        }
    }

    /// <summary>The process's number.</summary>
    public int Id => process.Id;

    /// <summary>Starts the server and waits until it listens.</summary>
    public static Task<AppProcess> Start(params string[] arguments) => Start(null, [], arguments);

    /// <summary>The same, with variables of the environment.</summary>
    public static Task<AppProcess> Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start(null, [], arguments, environment);

    /// <summary>Starts the server in a folder that outlives it, by a command such as one that limits what it may do.</summary>
    public static async Task<AppProcess> Start(
        DirectoryInfo? folder, IReadOnlyList<string> through, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var app = new AppProcess(folder, through, arguments, environment);
        try
        {
            app.Address = (await app.Said(Listening())).Groups[1].Value;
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a start that is expected to be refused: its exit code and what it said.</summary>
    public static Task<(int ExitCode, string Said)> Refused(params string[] arguments) => Refused(null, [], arguments);

    /// <inheritdoc cref="Refused(string[])"/>
    public static async Task<(int ExitCode, string Said)> Refused(DirectoryInfo? folder, IReadOnlyList<string> through, IReadOnlyList<string> arguments)
    {
        await using var app = new AppProcess(folder, through, arguments);
        await app.process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        return (app.process.ExitCode, string.Join('\n', app.lines));
    }

    /// <summary>Waits for a line of the console.</summary>
    public async Task<Match> Said(Regex line)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (lines.Select(said => line.Match(said)).FirstOrDefault(match => match.Success) is { } found)
            {
                return found;
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode} before it said {line}:\n{string.Join('\n', lines)}");
            }

            await more.WaitAsync(TimeSpan.FromMilliseconds(200), patience.Token);
        }
    }

    /// <summary>Ends it at once with SIGKILL, as a crash or a power cut of the process would.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Kill();
        }

        process.Dispose();
        more.Dispose();
        if (!keepsFolder)
        {
            folder.Delete(recursive: true);
        }
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            more.Release();
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
