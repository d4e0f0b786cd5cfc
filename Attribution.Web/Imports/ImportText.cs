using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Imports;

/// <summary>What the pages say of an import.</summary>
internal static class ImportText
{
    /// <summary>What a file may hold, as the page offers it.</summary>
    public static IReadOnlyList<(string Kind, string Name, string Says)> Kinds { get; } =
    [
        ("touches", "Touches", "Visits, calls, chats, events: one a line."),
        ("conversions", "Orders and leads", "Import the touches first, so that orders find them."),
        ("refunds", "Refunds", "Each names its order and has an id of its own."),
        (ImportKinds.Mixed, "All in one file", "Touches are taken first, then orders, then refunds."),
    ];

    public static string NameOf(string kind) => Kinds.FirstOrDefault(one => one.Kind == kind).Name ?? kind;

    /// <summary>A state in words, and how its pill looks.</summary>
    public static (string Word, string Look) StateOf(string status) => status switch
    {
        ImportStates.Uploaded => ("Columns to be checked", "info"),
        ImportStates.Checking => ("Dry run", "info"),
        ImportStates.Checked => ("Ready to import", "info"),
        ImportStates.Running => ("Importing", "info"),
        ImportStates.Paused => ("Paused", "warn"),
        ImportStates.Done => ("Done", "good"),
        ImportStates.Cancelled => ("Cancelled", ""),
        _ => ("Stopped", "bad"),
    };

    public static string Size(long bytes, Formats formats) => bytes switch
    {
        < 1_024 => $"{formats.Count(bytes)} bytes",
        < 1_024 * 1_024 => $"{formats.Number(bytes / 1_024m, 0)} KB",
        _ => $"{formats.Number(bytes / 1_048_576m, bytes < 10 * 1_048_576 ? 1 : 0)} MB",
    };

    /// <summary>The days that lines happened on; null for none.</summary>
    public static string? Range(ImportFigures figures, StoreSettings store, Formats formats) =>
        figures is { First: { } first, Last: { } last } ? formats.Days(new Domain.DateRange(store.Calendar.DayOf(first), store.Calendar.DayOf(last))) : null;

    public static string MatchName(string matchedBy) => matchedBy switch
    {
        "none" => "Without a visit to credit",
        "email" => "By e-mail",
        _ => $"By {matchedBy}",
    };

    public static string IgnoredName(string reason) => reason switch
    {
        "bot" => "Bots",
        "consent" => "Consent denied",
        _ => reason,
    };

    public static string Lines(long count, Formats formats) => count == 1 ? "1 line" : $"{formats.Count(count)} lines";

    public static string Days(int count, Formats formats) => count == 1 ? "1 day" : $"{formats.Count(count)} days";
}
