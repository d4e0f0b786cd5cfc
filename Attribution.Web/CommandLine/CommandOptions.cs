namespace Attribution.Web.CommandLine;

/// <summary>The options of a command: <c>--name value</c> or <c>--name=value</c>, switches without a value, and settings of the app such as <c>--ConnectionStrings:Attribution=…</c>.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> values = [];

    /// <summary>Settings of the app, to be handed to its configuration as they came.</summary>
    public List<string> Settings { get; } = [];

    /// <summary>What was not understood; null where all was.</summary>
    public string? Fault { get; private set; }

    /// <param name="named">Options that take a value, with their dashes.</param>
    /// <param name="switches">Options that take none.</param>
    public static CommandOptions Read(IReadOnlyList<string> args, IReadOnlyCollection<string> named, IReadOnlyCollection<string> switches)
    {
        var options = new CommandOptions();
        for (var i = 0; i < args.Count && options.Fault is null; i++)
        {
            var (name, value) = Cut(args[i]);
            if (switches.Contains(name) && value is null)
            {
                options.values[name] = "true";
            }
            else if (named.Contains(name) && (value ?? (i + 1 < args.Count ? args[++i] : null)) is { } given)
            {
                options.values[name] = given;
            }
            else if (name.StartsWith("--", StringComparison.Ordinal) && value is not null && !named.Contains(name) && !switches.Contains(name) && !char.IsLower(name[2]))
            {
                options.Settings.Add(args[i]);
            }
            else
            {
                options.Fault = named.Contains(name) ? $"{name} needs a value." : $"'{args[i]}' is no option of this command. Ask it for --help.";
            }
        }

        return options;
    }

    public string? Value(string name) => values.GetValueOrDefault(name);

    public bool Has(string name) => values.ContainsKey(name);

    private static (string Name, string? Value) Cut(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (arg[..at], arg[(at + 1)..]) : (arg, null);
}
