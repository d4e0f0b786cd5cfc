using System.Text.Json;

namespace Attribution.Web.Storage.History;

/// <summary>A kind of history that a feature takes in, line by line, through the same door as the calls of a server.</summary>
internal interface IHistory
{
    /// <summary>touches, conversions or refunds.</summary>
    string Kind { get; }

    /// <summary>Lines that are looked at and stored together.</summary>
    int BatchSize { get; }

    IReadOnlyList<HistoryField> Fields { get; }

    /// <summary>The field of an object whose members the sender names, such as <c>properties.colour</c>; null where the column is none.</summary>
    HistoryField? MemberOf(string column);

    IHistoryPass Open(HistoryFile file);
}

/// <summary>One walk over a file. Used by one flow at a time; it remembers what it saw.</summary>
internal interface IHistoryPass
{
    /// <summary>Reads a line as a server's call is read.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its place in the file, from 1: together with the file it names a line that has no id of its own.</param>
    /// <param name="receivedAt">When it is taken to have arrived.</param>
    HistoryLine Read(JsonElement line, long number, DateTimeOffset receivedAt);

    /// <summary>What would become of lines. Nothing is stored.</summary>
    Task<IReadOnlyList<HistoryOutcome>> Check(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, CancellationToken cancellationToken);

    /// <summary>Stores lines; once this returns, all of it is on disk.</summary>
    /// <param name="items">Lines that were read.</param>
    /// <param name="receivedAt">When they are taken to have arrived: no other lines arrive at that instant.</param>
    /// <param name="again">Whether a crash may have come between the storing of these lines and the counting: then what is there since that very instant counts as new.</param>
    /// <param name="cancellationToken">Ends it between lines.</param>
    Task<IReadOnlyList<HistoryOutcome>> Take(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, bool again, CancellationToken cancellationToken);
}

/// <summary>The file that lines come from.</summary>
/// <param name="Store">Whose history it is.</param>
/// <param name="Hash">Hex SHA-256 of the file.</param>
internal sealed record HistoryFile(StoreSettings Store, string Hash)
{
    /// <summary>Orders of this file that a dry run saw, as <see cref="HistoryIds.Short(string)"/>: a refund further down may name one.</summary>
    public HashSet<long> Orders { get; } = [];
}

/// <summary>A line that was read and has no fault.</summary>
internal abstract record HistoryItem(DateTimeOffset OccurredAt);

/// <summary>What reading a line gave: an item, or everything that is wrong, by field.</summary>
internal sealed record HistoryLine(HistoryItem? Item, IReadOnlyDictionary<string, string[]> Faults)
{
    public static HistoryLine Of(HistoryItem item) => new(item, new Dictionary<string, string[]>());
}

internal enum HistoryResult
{
    /// <summary>Stored, or would be.</summary>
    New,

    /// <summary>Noted without a row of its own: it extended a session, or told who a visitor is.</summary>
    Noted,

    /// <summary>There already.</summary>
    Known,

    /// <summary>Nothing is stored, on purpose, such as of a bot.</summary>
    Ignored,

    /// <summary>It can't be stored.</summary>
    Refused,
}

/// <summary>What became of a line.</summary>
/// <param name="Result">In a word.</param>
/// <param name="Label">Of a new line its channel or how it was matched; of an ignored one why.</param>
/// <param name="Field">Of a refused line the field at fault.</param>
/// <param name="Reason">Of a refused line why.</param>
internal sealed record HistoryOutcome(HistoryResult Result, string Label = "", string Field = "", string Reason = "")
{
    public static HistoryOutcome Known { get; } = new(HistoryResult.Known);

    public static HistoryOutcome Refused(string field, string reason) => new(HistoryResult.Refused, "", field, reason);
}
