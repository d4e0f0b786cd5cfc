namespace Attribution.Web.Imports;

/// <summary>An import as the API tells it.</summary>
/// <param name="Progress">How much of the work at hand is done, 0 to 1.</param>
/// <param name="Columns">Of CSV: what each column becomes, null where it is left out.</param>
/// <param name="Check">What the dry run found; null before one.</param>
/// <param name="Result">What was taken so far; null before the start.</param>
/// <param name="SealedDays">Sealed days whose figures do not hold what was, or would be, taken.</param>
internal sealed record ImportAnswer(
    Guid Id,
    string Kind,
    string Format,
    string FileName,
    long Bytes,
    string Status,
    double Progress,
    IReadOnlyList<ImportColumn>? Columns,
    ImportFiguresAnswer? Check,
    ImportFiguresAnswer? Result,
    IReadOnlyList<DateOnly> SealedDays,
    DateTime CreatedAt,
    DateTime? StartedAt,
    DateTime? EndedAt,
    string? Error)
{
    public static ImportAnswer Of(ImportView view) => new(
        view.Row.ImportId,
        view.Row.Kind,
        view.Row.Format,
        view.Row.FileName,
        view.Row.Bytes,
        view.Row.Status,
        Math.Round(view.Progress, 4),
        view.Map is { } map ? [.. map.Columns.Select(column => new ImportColumn(column.Column, column.Field.Length > 0 ? column.Field : null))] : null,
        ImportFiguresAnswer.Of(view.Found),
        ImportFiguresAnswer.Of(view.Taken),
        view.SealedDays,
        view.Row.CreatedAt.UtcDateTime,
        view.Row.StartedAt?.UtcDateTime,
        view.Row.EndedAt?.UtcDateTime,
        view.Row.Error);
}

/// <summary>A column of a file and the field it becomes.</summary>
internal sealed record ImportColumn(string Column, string? Field);

/// <summary>How often a fault was found.</summary>
internal sealed record ImportReason(string Reason, long Lines);

/// <summary>The imports of a store, newest first.</summary>
internal sealed record ImportList(IReadOnlyList<ImportAnswer> Items, string? NextCursor);

/// <summary>What lines came to, or would come to.</summary>
/// <param name="New">Stored, or would be.</param>
/// <param name="Noted">Extended a visit, told who a visitor is, or wait for an order.</param>
/// <param name="Known">There already.</param>
/// <param name="Ignored">Left out on purpose, such as bots.</param>
/// <param name="Matched">New orders that a visit, visitor or user matched.</param>
/// <param name="Days">The store's days on which something is new.</param>
internal sealed record ImportFiguresAnswer(
    long Lines,
    long New,
    long Noted,
    long Known,
    long Ignored,
    long Refused,
    DateTime? First,
    DateTime? Last,
    int Days,
    IReadOnlyDictionary<string, long> Channels,
    IReadOnlyDictionary<string, long> MatchedBy,
    long Matched,
    long Refunds,
    IReadOnlyDictionary<string, long> IgnoredAs,
    IReadOnlyList<ImportReason> Reasons)
{
    public static ImportFiguresAnswer? Of(ImportFigures? figures) => figures is null ? null : new(
        figures.Lines,
        figures.New,
        figures.Noted,
        figures.Known,
        figures.Ignored,
        figures.Refused,
        figures.First?.UtcDateTime,
        figures.Last?.UtcDateTime,
        figures.Days.Count,
        figures.Channels,
        figures.MatchedBy,
        figures.Matched,
        figures.Refunds,
        figures.IgnoredAs,
        [.. figures.Reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new ImportReason(reason.Key, reason.Value))]);
}
