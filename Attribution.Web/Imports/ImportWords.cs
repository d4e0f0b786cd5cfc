namespace Attribution.Web.Imports;

/// <summary>What a file may hold.</summary>
internal static class ImportKinds
{
    /// <summary>All kinds in one file: touches are taken first, then orders, then refunds.</summary>
    public const string Mixed = "mixed";

    /// <summary>In the order in which one file's lines are taken.</summary>
    public static IReadOnlyList<string> Single { get; } = ["touches", "conversions", "refunds"];

    public static bool IsKnown(string kind) => kind == Mixed || Single.Contains(kind);

    /// <summary>The kinds of line that a file of that kind holds.</summary>
    public static IReadOnlyList<string> PassesOf(string kind) => kind == Mixed ? Single : [kind];
}

internal static class ImportFormats
{
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";
}

/// <summary>States of an import, as told by the API.</summary>
internal static class ImportStates
{
    public const string Uploaded = "uploaded";
    public const string Checking = "checking";
    public const string Checked = "checked";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";

    /// <summary>Whether the file is still there and something may happen to it.</summary>
    public static bool IsOpen(string state) => state is Uploaded or Checking or Checked or Running or Paused or Failed;

    /// <summary>Whether it goes on by itself right now.</summary>
    public static bool IsBusy(string state) => state is Checking or Running;
}
