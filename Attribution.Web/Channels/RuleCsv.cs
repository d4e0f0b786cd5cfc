using System.Globalization;
using System.Text.RegularExpressions;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;
using CsvHelper;

namespace Attribution.Web.Channels;

/// <summary>Rules as the table of the UTM data model: source and medium by expression, channel, sub-channel, platform, priority; one rule a row.</summary>
internal static class RuleCsv
{
    /// <summary>The table's columns, in order.</summary>
    public static readonly IReadOnlyList<string> Columns = ["utm_source_pattern", "utm_medium_pattern", "channel", "sub_channel", "platform", "priority"];

    /// <summary>Reads a table: a rule a row with its line, and the rows that are none. What the rules say is judged by <see cref="RuleCheck"/>.</summary>
    /// <exception cref="FormatException">The text is no such table; the message says which line and what was expected.</exception>
    public static (IReadOnlyList<(int Line, ChannelRule Rule)> Rules, IReadOnlyList<string> Refused) Read(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), TrimWhitespace = true });
        try
        {
            return Rules(csv);
        }
        catch (CsvFormatException fault)
        {
            throw new FormatException($"Line {csv.LineNumber} is no CSV: {fault.Message}", fault);
        }
    }

    private static (IReadOnlyList<(int Line, ChannelRule Rule)> Rules, IReadOnlyList<string> Refused) Rules(CsvReader csv)
    {
        csv.ReadHeader();
        var places = Columns.ToDictionary(column => column, column => csv.TryGetFieldIndex(column, out var place) ? place : -1);
        if (Columns.Take(3).Any(column => places[column] < 0))
        {
            throw new FormatException($"The first line should name the columns {string.Join(", ", Columns)}.");
        }

        var (rules, refused) = (new List<(int, ChannelRule)>(), new List<string>());
        for (var line = 2; csv.Read(); line++)
        {
            string Cell(string column) => places[column] is >= 0 and var place && place < csv.FieldCount ? Plain(csv.GetString(place)) : "";
            if (Cell("priority") is { Length: > 0 } priority && !int.TryParse(priority, CultureInfo.InvariantCulture, out _))
            {
                refused.Add($"Line {line}: priority '{priority}' is no whole number.");
                continue;
            }

            rules.Add((line, Rule(Cell, rules.Count + 1)));
        }

        return (rules, refused);
    }

    /// <summary>The table of those rules that it can say, and the names of the others, for which only JSON will do.</summary>
    public static (CsvTable Table, IReadOnlyList<string> LeftOut) Write(IReadOnlyList<ChannelRule> rules)
    {
        var rows = rules.Select(rule => (Rule: rule, Cells: Cells(rule))).ToList();
        return (new CsvTable(Columns, rows.Where(row => row.Cells is not null).Select(row => row.Cells!)), [.. rows.Where(row => row.Cells is null).Select(row => row.Rule.Name)]);
    }

    private static ChannelRule Rule(Func<string, string> cell, int number)
    {
        var (source, medium, channel) = (cell("utm_source_pattern"), cell("utm_medium_pattern"), cell("channel"));
        var priority = cell("priority");
        var when = new[] { ("source", source), ("medium", medium) }.Where(one => one.Item2.Length > 0)
            .Select(one => new RuleCondition(one.Item1, RuleOperators.Regex, [one.Item2]));
        return new ChannelRule(
            FormattableString.Invariant($"row-{number}"),
            string.Join(", ", new[] { source, medium }.Where(pattern => pattern.Length > 0)) is { Length: > 0 and <= 100 } name ? name : FormattableString.Invariant($"Row {number}"),
            priority.Length > 0 ? int.Parse(priority, CultureInfo.InvariantCulture) : number * 10,
            IsEnabled: true,
            [.. when],
            new RuleOutcome(ChannelNames.IdOf(channel), OrNull(cell("sub_channel")), OrNull(cell("platform"))));
    }

    private static char SeparatorOf(string text) => text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length) switch
    {
        var head when head.Contains(';') => ';',
        var head when head.Contains('\t') => '\t',
        _ => ',',
    };

    // A cell that was guarded against spreadsheets when it was exported comes back without its guard.
    private static string Plain(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static IReadOnlyList<object?>? Cells(ChannelRule rule)
    {
        var (source, medium) = (Pattern(rule, "source"), Pattern(rule, "medium"));
        var isSayable = rule.IsEnabled && rule.When.Count == (source is null ? 0 : 1) + (medium is null ? 0 : 1) && rule.Then is { Source: null, Partner: null };
        return isSayable ? [source ?? "", medium ?? "", rule.Then.Channel, rule.Then.SubChannel ?? "", rule.Then.Platform ?? "", rule.Priority] : null;
    }

    private static string? Pattern(ChannelRule rule, string field) =>
        rule.When.Where(condition => condition.Field == field).ToList() is [{ IsNegated: false } only] ? Expression(only) : null;

    // As an expression, which matches anywhere unless it is anchored.
    private static string? Expression(RuleCondition condition) => condition.Operator switch
    {
        RuleOperators.Regex => condition.Values[0],
        RuleOperators.EqualTo => $"^{Regex.Escape(condition.Values[0])}$",
        RuleOperators.OneOf => $"^({string.Join('|', condition.Values.Select(Regex.Escape))})$",
        RuleOperators.StartsWith => $"^{Regex.Escape(condition.Values[0])}",
        RuleOperators.EndsWith => $"{Regex.Escape(condition.Values[0])}$",
        RuleOperators.Contains => Regex.Escape(condition.Values[0]),
        RuleOperators.Glob => $"^{Regex.Escape(condition.Values[0]).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$",
        _ => null,
    };
}
