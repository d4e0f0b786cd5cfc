using System.Globalization;
using System.Text.RegularExpressions;
using Attribution.Domain;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Attribution.Web.Components;

/// <summary>An address that was read: what holds, and what was dropped and why.</summary>
/// <param name="Notes">One sentence for each parameter that was wrong.</param>
public sealed record ReadUrl(ReportUrl Url, IReadOnlyList<string> Notes);

/// <summary>Reads the state of a report from a query string. What is wrong is dropped with a note, the rest works.</summary>
public static partial class ReportUrlReader
{
    private const int LongestValue = 400;
    private const int MostFilters = 50;
    private const int MostOpen = 8;

    /// <summary>Reads a query string, with or without its question mark, or a whole address.</summary>
    public static ReadUrl Read(string address, ReportScope scope)
    {
        var query = QueryHelpers.ParseQuery(address.Contains('?') ? address[address.IndexOf('?')..].Split('#')[0] : "");
        var notes = new List<string>();
        var (range, exact) = Dates(query, scope, notes);
        var sort = One(query, "sort", notes, value => Name().IsMatch(value.TrimStart('-')));
        return new(
            new ReportUrl
            {
                Store = One(query, "store", notes, value => value.Length <= LongestValue),
                Range = range,
                Exact = exact,
                Compare = One(query, "compare", notes, value => value is "off" or "previous_period") == "off" ? Comparison.Off : Comparison.PreviousPeriod,
                Model = One(query, "attributionModel", notes, scope.Models.Contains),
                Filters = Filters(query, notes),
                Metric = One(query, "metric", notes, MetricDefinitions.IsKnown),
                Sort = sort?.TrimStart('-'),
                Descending = sort is ['-', ..],
                Open = query.GetValueOrDefault("open").OfType<string>().Where(part => Name().IsMatch(part)).Distinct().Take(MostOpen).ToArray(),
                Models = Models(query, scope, notes),
                Pair = One(query, "pair", notes, value => PairOf(value, scope) is not null) is { } pair ? PairOf(pair, scope) : null,
            },
            Versioned(query, notes));
    }

    private static List<string> Versioned(Dictionary<string, StringValues> query, List<string> notes)
    {
        One(query, "u", notes, value => value == "1");
        return notes;
    }

    private static (ReportRange? Range, DateRange? Exact) Dates(Dictionary<string, StringValues> query, ReportScope scope, List<string> notes)
    {
        var name = One(query, "range", notes, value => ReportRange.Find(value) is not null);
        var start = One(query, "startDate", notes, value => Day(value) is not null);
        var end = One(query, "endDate", notes, value => Day(value) is not null);
        var exact = start is null && end is null ? null : Exact(Day(start), Day(end), scope, notes);
        if (exact is not null && name is not null)
        {
            notes.Add("The range was left out, as the address names exact days.");
        }

        return exact is not null ? (null, exact) : (name is null ? null : ReportRange.Find(name), null);
    }

    private static DateRange? Exact(DateOnly? start, DateOnly? end, ReportScope scope, List<string> notes)
    {
        if (start is not { } first || end is not { } last)
        {
            notes.Add("A range of days needs startDate and endDate, both as YYYY-MM-DD.");
            return null;
        }

        if (last < first || first > scope.Today)
        {
            notes.Add(last < first ? "endDate was before startDate." : "startDate was in the future.");
            return null;
        }

        if (last > scope.Today)
        {
            notes.Add("The range was cut at today.");
        }

        return new(first, last > scope.Today ? scope.Today : last);
    }

    private static List<ReportFilter> Filters(Dictionary<string, StringValues> query, List<string> notes)
    {
        var given = ReportUrl.FilterNames
            .SelectMany(name => query.GetValueOrDefault(name).OfType<string>(), (name, value) => new ReportFilter(name, value))
            .Where(filter => filter.Value.Length > 0)
            .Distinct()
            .ToList();
        var sound = given.Where(filter => filter.Value.Length <= LongestValue && IsSound(filter)).Take(MostFilters).ToList();
        notes.AddRange(given.Except(sound).Select(filter => Dropped(filter.Name, filter.Value)));
        return sound;
    }

    // All of them is the same as none named; the order is always that of the store's list.
    private static string[] Models(Dictionary<string, StringValues> query, ReportScope scope, List<string> notes)
    {
        var given = Listed(query, "models");
        notes.AddRange(given.Except(scope.Models).Select(model => Dropped("models", model)));
        var known = scope.Models.Where(given.Contains).ToArray();
        if (known.Length == 1)
        {
            notes.Add("Comparing takes two models or more, so all of them are shown.");
        }

        return known.Length < 2 || known.Length == scope.Models.Count ? [] : known;
    }

    private static (string From, string To)? PairOf(string text, ReportScope scope) =>
        text.Split(',') is [{ } from, { } to] && from != to && scope.Models.Contains(from) && scope.Models.Contains(to) ? (from, to) : null;

    private static HashSet<string> Listed(Dictionary<string, StringValues> query, string name) =>
        [.. query.GetValueOrDefault(name).OfType<string>().SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries)).Take(MostFilters)];

    // A path is channels that follow each other.
    private static bool IsSound(ReportFilter filter) => filter.Name switch
    {
        "source" or "medium" or "campaign" => true,
        "pathContains" or "pathStarts" or "pathEnds" => filter.Value.Split('>').All(step => Name().IsMatch(step)),
        _ => Name().IsMatch(filter.Value),
    };

    private static string? One(Dictionary<string, StringValues> query, string name, List<string> notes, Func<string, bool> isRight)
    {
        if (!query.TryGetValue(name, out var values) || values[0] is not { Length: > 0 } value)
        {
            return null;
        }

        if (isRight(value))
        {
            return value;
        }

        notes.Add(Dropped(name, value));
        return null;
    }

    private static string Dropped(string name, string value) =>
        $"{name} “{(value.Length > 40 ? value[..40] + "…" : value)}” is not known here and was left out.";

    private static DateOnly? Day(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    [GeneratedRegex("^[a-z0-9_]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
