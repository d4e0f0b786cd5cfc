namespace Attribution.Web.CommandLine;

/// <summary>A command of the executable, such as <c>rebuild</c>.</summary>
internal interface ICommand
{
    /// <summary>What is typed to run it.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Summary { get; }

    /// <summary>Everything that <c>--help</c> tells.</summary>
    string Help { get; }

    /// <summary>Runs with the arguments after the name and answers the exit code: one of <see cref="ExitCodes"/>.</summary>
    Task<int> Run(IReadOnlyList<string> args, CancellationToken cancellationToken);
}

/// <summary>What a command tells the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>The arguments were wrong: nothing was done.</summary>
    public const int NotUnderstood = 2;
}
