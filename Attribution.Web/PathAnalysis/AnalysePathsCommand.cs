using System.Diagnostics;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.CommandLine;

namespace Attribution.Web.PathAnalysis;

/// <summary>Runs the models on an aggregated path file, as other attribution tools use it. Opens no database.</summary>
internal sealed class AnalysePathsCommand : ICommand
{
    private const string ModelsOption = "--models";
    private const string NoNulls = "--no-nulls";

    public string Name => "analyse-paths";

    public string Summary => "Credit the conversions of an aggregated path file under every model";

    public string Help =>
        $"""
        Usage: analyse-paths FILE.csv [--models a,b,…] [--no-nulls]

        Reads a file of paths, with the columns path (channels with ' > ' between), total_conversions, total_conversion_value and
        total_null in any order, and prints what each model credits to each channel as JSON. The last two columns may be missing.
        An empty path, and value without conversions, is reported under "unattributed". No database is opened.

          --models a,b,…   Of {string.Join(", ", PathModels.Models)}.
                           All of them unless given. markov_1 to markov_4 are channel importance, markov_1_ledger is what orders get.
          --no-nulls       Leave out the paths that did not convert.

        last_non_direct passes over the channel named direct. Exit codes: 0 done, 1 the file could not be read or the command was stopped, 2 not understood.
        """;

    public async Task<int> Run(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        bool IsFile(int i) => !args[i].StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != ModelsOption);
        var files = args.Where((_, i) => IsFile(i)).ToList();
        var options = CommandOptions.Read([.. args.Where((_, i) => !IsFile(i))], [ModelsOption], [NoNulls]);
        if (options.Fault is { } fault)
        {
            return await Refuse(fault, ExitCodes.NotUnderstood);
        }

        if (files is not [var path])
        {
            return await Refuse($"Name one file: {Name} FILE.csv. Ask for --help.", ExitCodes.NotUnderstood);
        }

        var models = options.Value(ModelsOption)?.Split(',', StringSplitOptions.TrimEntries).Distinct().ToList() ?? PathModels.Models;
        if (models.FirstOrDefault(model => !PathModels.Models.Contains(model)) is { } unknown)
        {
            return await Refuse($"There is no model '{unknown}'. Choose from {string.Join(", ", PathModels.Models)}.", ExitCodes.NotUnderstood);
        }

        return await Analyse(path, models, options.Has(NoNulls), cancellationToken);
    }

    private static async Task<int> Analyse(string path, IReadOnlyList<string> models, bool withoutNulls, CancellationToken cancellationToken)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            await using var stream = File.OpenRead(path);
            var file = await PathFileReader.Read(stream, cancellationToken);
            var read = Stopwatch.GetElapsedTime(started);
            var credits = await Task.Run(() => PathModels.Of(withoutNulls ? file.Paths.WithoutNulls() : file.Paths, models, cancellationToken: cancellationToken), cancellationToken);
            var all = Stopwatch.GetElapsedTime(started);
            await using var output = Console.OpenStandardOutput();
            PathReport.Write(output, file, models.Select(model => (model, credits[model])), (read.TotalSeconds, (all - read).TotalSeconds));
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            return await Refuse("Stopped before the models were done.", ExitCodes.Failed);
        }
        catch (Exception exception) when (exception is PathFileException or IOException or UnauthorizedAccessException)
        {
            return await Refuse(exception is PathFileException ? $"{path}: {exception.Message}" : exception.Message, ExitCodes.Failed);
        }
    }

    private static async Task<int> Refuse(string fault, int exitCode)
    {
        await Console.Error.WriteLineAsync(fault);
        return exitCode;
    }
}
