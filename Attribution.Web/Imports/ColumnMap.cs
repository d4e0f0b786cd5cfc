using System.Text.Json;
using Attribution.Web.Storage.History;

namespace Attribution.Web.Imports;

/// <summary>A column of a file and the field it becomes.</summary>
/// <param name="Column">Its head.</param>
/// <param name="Field">The field's name on the wire; empty where the column is left out.</param>
public sealed record ColumnTarget(string Column, string Field);

/// <summary>How a CSV file is read.</summary>
/// <param name="Delimiter">comma, semicolon, tab or pipe.</param>
/// <param name="Columns">In the order of the file.</param>
public sealed record ColumnMap(string Delimiter, IReadOnlyList<ColumnTarget> Columns)
{
    /// <summary>What times without an offset are: exact (refused), store (the store's zone) or utc.</summary>
    public string Times { get; init; } = TimeWords.Exact;

    /// <summary>The mark before decimals: point or comma.</summary>
    public string Decimals { get; init; } = DecimalWords.Point;

    internal static ColumnMap? FromJson(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<ColumnMap>(json, JsonSerializerOptions.Web);

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

internal static class TimeWords
{
    public const string Exact = "exact";
    public const string Store = "store";
    public const string Utc = "utc";

    public static bool IsKnown(string word) => word is Exact or Store or Utc;
}

internal static class DecimalWords
{
    public const string Point = "point";
    public const string Comma = "comma";

    public static bool IsKnown(string word) => word is Point or Comma;
}

/// <summary>Says what columns become, by their names.</summary>
internal sealed class ColumnGuess(IReadOnlyList<IHistory> kinds)
{
    /// <summary>Every field there is, in the order of the kinds, each name once.</summary>
    public IReadOnlyList<HistoryField> Fields { get; } = [.. kinds.SelectMany(kind => kind.Fields).DistinctBy(field => field.Path)];

    /// <summary>The map of a head: each field is taken by the column that names it best.</summary>
    public ColumnMap Of(string delimiter, IReadOnlyList<string> head)
    {
        var targets = new string[head.Count];
        var taken = new HashSet<string>();
        Assign(head, targets, taken, column => Fields.FirstOrDefault(field => HistoryField.Plain(field.Path) == HistoryField.Plain(column)));
        Assign(head, targets, taken, Member);
        Assign(head, targets, taken, column => Fields.FirstOrDefault(field => field.Is(column)));
        return new ColumnMap(delimiter, [.. head.Select((column, i) => new ColumnTarget(column, targets[i] ?? ""))]);
    }

    /// <summary>The field of that name; null for none.</summary>
    public HistoryField? Find(string path) => Fields.FirstOrDefault(field => field.Path == path) ?? (Member(path) is { } member && member.Path == path ? member : null);

    /// <summary>The member of an object that a column of that name may become; null for none.</summary>
    public HistoryField? Member(string column) => kinds.Select(kind => kind.MemberOf(column)).FirstOrDefault(field => field is not null);

    private static void Assign(IReadOnlyList<string> head, string[] targets, HashSet<string> taken, Func<string, HistoryField?> find)
    {
        for (var i = 0; i < head.Count; i++)
        {
            if (targets[i] is null && find(head[i]) is { } field && taken.Add(field.Path))
            {
                targets[i] = field.Path;
            }
        }
    }
}
