using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Components;
using Attribution.Web.Storage;

namespace Attribution.Web.Channels.History;

/// <summary>Words for runs over history.</summary>
internal static class HistoryText
{
    public static (string Word, string Look) StateOf(string state) => state switch
    {
        HistoryStates.Running => ("Running", "info"),
        HistoryStates.Failed => ("Stopped", "bad"),
        _ => ("Done", "good"),
    };

    public static string NameOf(HistoryRunView run) =>
        run.Row.Kind == HistoryKinds.Channels ? $"Re-channel, {(run.Row.RuleVersion == 0 ? "no rules" : $"rules {run.Row.RuleVersion.ToString(CultureInfo.CurrentCulture)}")}" : "Re-credit";

    public static string Counted(long count, string one, string many, Formats formats) => $"{formats.Count(count)} {(count == 1 ? one : many)}";

    /// <summary>What a run is at.</summary>
    public static string Doing(HistoryRunView run, Formats formats) => run.Row.Phase switch
    {
        HistoryPhases.Touches => $"Resolving touches: {formats.Count(run.Row.Touches)} so far",
        HistoryPhases.Orders => $"Crediting orders: {formats.Count(run.Row.Orders)} so far",
        _ => $"Rebuilding sealed days: {formats.Count(run.RebuiltDays)} of {formats.Count(run.SealedDays)}",
    };

    /// <summary>What a run came to, in a sentence.</summary>
    public static string Result(HistoryRunView run, Formats formats)
    {
        var row = run.Row;
        List<string> parts = [];
        if (row.Kind == HistoryKinds.Channels)
        {
            parts.Add($"{formats.Count(row.TouchesChanged)} of {Counted(row.Touches, "touch", "touches", formats)} moved");
        }

        parts.Add($"{formats.Count(row.OrdersChanged)} of {Counted(row.Orders, "order", "orders", formats)} credited anew");
        parts.Add($"{Counted(run.OpenDays, "open day", "open days", formats)}{(row.IncludeSealed ? $" and {Counted(run.SealedDays, "sealed day", "sealed days", formats)}" : "")} built anew");
        return string.Join(", ", parts) + "."
            + (row.OrdersKept > 0 ? $" {Counted(row.OrdersKept, "order stands", "orders stand", formats)} in sealed figures and kept {(row.OrdersKept == 1 ? "its" : "their")} credits." : "")
            + (row.Partial ? " Partial: raw rows of some of it are gone, and what hung on them stayed as it was." : "");
    }

    /// <summary>Who asked for a run, when, and why.</summary>
    public static string Asked(HistoryRunView run, StoreSettings store) =>
        $"{(run.By.Length > 0 ? $"{run.By}, " : "")}{Local(run.Row.CreatedAt, store)}{(run.Row.Reason.Length > 0 ? $": “{run.Row.Reason}”" : "")}";

    private static string Local(DateTimeOffset at, StoreSettings store) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(store.TimeZone)).ToString("g", CultureInfo.CurrentCulture);
}
