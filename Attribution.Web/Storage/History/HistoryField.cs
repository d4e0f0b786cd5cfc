namespace Attribution.Web.Storage.History;

/// <summary>What the text of a cell has to become.</summary>
internal enum FieldShape
{
    Text,
    Number,
    Flag,
    Instant,
}

/// <summary>A field of a line of history.</summary>
/// <param name="Path">Its name on the wire; a dot stands before a member of an object, as in <c>utm.source</c>.</param>
/// <param name="Shape">What a cell becomes.</param>
/// <param name="Spellings">Other names that columns have for it.</param>
internal sealed record HistoryField(string Path, FieldShape Shape, params IReadOnlyList<string> Spellings)
{
    /// <summary>Letters and digits alone, in lower case: <c>Order ID</c>, <c>order_id</c> and <c>orderId</c> are one name.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>Whether a column of that name is this field.</summary>
    public bool Is(string column) => Plain(column) is { Length: > 0 } plain && (Plain(Path) == plain || Spellings.Any(spelling => Plain(spelling) == plain));
}
