using Attribution.Web.CommandLine;
using Attribution.Web.PathAnalysis;
using Attribution.Web.Snapshots;

namespace Attribution.Web;

/// <summary>Takes the first argument for a command, unless it is a setting of the server: <c>--demo</c> and <c>--Key=value</c> are.</summary>
internal static class ConsoleCommands
{
    private static readonly ICommand[] All = [new RebuildCommand(), new AnalysePathsCommand()];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>Its exit code; null where the arguments name none and the server is to start.</returns>
    public static async Task<int?> Run(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h")) || args[0].StartsWith('/') || args[0].Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        if (args[0] is "--help" or "-h" or "help")
        {
            await Console.Out.WriteLineAsync(Overview());
            return ExitCodes.Done;
        }

        if (All.FirstOrDefault(command => command.Name == args[0]) is not { } found)
        {
            await Console.Error.WriteLineAsync($"There is no command '{args[0]}'.\n{Overview()}");
            return ExitCodes.NotUnderstood;
        }

        if (args.Skip(1).Any(arg => arg is "--help" or "-h"))
        {
            await Console.Out.WriteLineAsync(found.Help);
            return ExitCodes.Done;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = Cancel(stop);
        return await found.Run([.. args.Skip(1)], stop.Token);
    }

    private static bool Cancel(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    private static string Overview() =>
        "Usage: dotnet run --project Attribution.Web [-- COMMAND [--help]]\nWithout a command the server starts. Commands:\n"
        + string.Join('\n', All.Select(command => $"  {command.Name,-16}{command.Summary}"));
}
