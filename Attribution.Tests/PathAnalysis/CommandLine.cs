using System.Diagnostics;

namespace Attribution.Tests.PathAnalysis;

/// <summary>A command of the executable as a person runs it, in a folder of its own.</summary>
internal static class CommandLine
{
    /// <summary>What came of <c>analyse-paths</c> on a file with this text.</summary>
    public static async Task<CommandResult> Analyse(string text, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("attribution-paths-");
        try
        {
            var file = Path.Combine(folder.FullName, "paths.csv");
            await File.WriteAllTextAsync(file, text);
            return await Run(folder, ["analyse-paths", file, .. options]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task<CommandResult> Run(DirectoryInfo folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Attribution.Web.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error, [.. folder.GetFileSystemInfos().Select(entry => entry.Name)]);
    }
}

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error, IReadOnlyList<string> Files);
