using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>What one channel added to the change of revenue, or took from it.</summary>
/// <param name="Revenue">In major units; negative where it earned less than before.</param>
/// <param name="Orders">Credited orders more or less.</param>
internal sealed record Move(string Channel, decimal Revenue, decimal Orders, long Visits, long VisitsBefore)
{
    /// <summary>Such as <c>+125 orders, 27 % more visits</c>.</summary>
    public string Why(Formats formats)
    {
        var orders = $"{(Orders < 0 ? "\u2212" : "+")}{formats.Number(Math.Abs(Orders), Math.Abs(Orders) < 10 ? 1 : 0)} orders";
        return VisitsWords(formats) is { Length: > 0 } visits ? $"{orders}, {visits}" : orders;
    }

    private string VisitsWords(Formats formats)
    {
        if (Visits == VisitsBefore)
        {
            return Visits == 0 ? "" : "as many visits";
        }

        if (VisitsBefore == 0)
        {
            return $"{formats.Count(Visits)} visits after none";
        }

        var ratio = Math.Abs(((decimal)Visits / VisitsBefore) - 1);
        return $"{formats.Rate(ratio, ratio < 0.01m ? 1 : 0)} {(Visits > VisitsBefore ? "more" : "fewer")} visits";
    }
}

/// <summary>Which channels make up the change of revenue between two periods: all moves add up to the change.</summary>
internal static class WhatMoved
{
    private const int Most = 5;

    private static readonly string[] Words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

    /// <summary>Every channel whose revenue moved, largest first.</summary>
    public static IReadOnlyList<Move> Of(ChannelDays channels)
    {
        var now = channels.Now.Channels.ToDictionary(row => row.Channel);
        var before = channels.Before.Channels.ToDictionary(row => row.Channel);
        return
        [
            .. now.Keys.Union(before.Keys)
                .Select(channel => Of(channel, now.GetValueOrDefault(channel), before.GetValueOrDefault(channel)))
                .Where(move => move.Revenue != 0)
                .OrderByDescending(move => Math.Abs(move.Revenue)).ThenBy(move => move.Channel, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is listed, and what is left over: never a single one.</summary>
    public static (IReadOnlyList<Move> Listed, IReadOnlyList<Move> Others) Parted(IReadOnlyList<Move> moves) =>
        moves.Count <= Most + 1 ? (moves, []) : ([.. moves.Take(Most)], [.. moves.Skip(Most)]);

    /// <summary>Such as <c>Nine others</c>.</summary>
    public static string Others(int count) => $"{(count < Words.Length ? Words[count] : count.ToString(System.Globalization.CultureInfo.InvariantCulture))} {(count == 1 ? "other" : "others")}";

    private static Move Of(string channel, ChannelFigures? now, ChannelFigures? before) => new(
        channel, (now?.Revenue ?? 0) - (before?.Revenue ?? 0), (now?.Orders ?? 0) - (before?.Orders ?? 0), now?.Visits ?? 0, before?.Visits ?? 0);
}
