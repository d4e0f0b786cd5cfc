using Attribution.Domain;

namespace Attribution.Web.Components.Charts;

/// <summary>How a series over time is gathered.</summary>
public enum Interval
{
    /// <summary>A step a day.</summary>
    Day,

    /// <summary>A step a day, each the average of 7 days.</summary>
    SevenDays,

    /// <summary>A step each 7 days, counted back from the last day, so that only the first step may be cut.</summary>
    Week,

    /// <summary>A step a calendar month; the first and last may be cut by the range.</summary>
    Month,
}

/// <summary>Gathers days into steps.</summary>
/// <param name="Names">One for each step, for tooltip and twin.</param>
/// <param name="Labels">One for each step, for the axis.</param>
/// <param name="Starts">Index of the first day of each step.</param>
/// <param name="Ticks">The steps that carry a label.</param>
/// <param name="FirstIsCut">Whether the first step is shorter than the others: it stands in the table, but a line from it would tell of a rise that was none.</param>
public sealed record Intervals(
    IReadOnlyList<string> Names, IReadOnlyList<string> Labels, IReadOnlyList<int> Starts, IReadOnlyList<int> Ticks, bool FirstIsCut)
{
    /// <summary>What a reader may choose for a range.</summary>
    public static IReadOnlyList<Interval> For(int days) => days switch
    {
        < 14 => [Interval.Day],
        <= 31 => [Interval.Day, Interval.Week],
        <= 92 => [Interval.Day, Interval.SevenDays, Interval.Week],
        <= 400 => [Interval.Week, Interval.Month],
        _ => [Interval.Week, Interval.Month],
    };

    /// <summary>What a range starts with: bands by day over more than a month are noise.</summary>
    public static Interval DefaultOf(int days) => days switch
    {
        <= 31 => Interval.Day,
        <= 92 => Interval.SevenDays,
        <= 400 => Interval.Week,
        _ => Interval.Month,
    };

    /// <summary>How an interval is called on its button.</summary>
    public static string NameOf(Interval interval) => interval == Interval.SevenDays ? "7-day" : interval.ToString();

    /// <summary>The steps of a range.</summary>
    public static Intervals Of(DateRange range, Interval interval, Formats formats)
    {
        var days = range.Each().ToList();
        var starts = Enumerable.Range(0, days.Count)
            .Where(index => index == 0 || interval is Interval.Day or Interval.SevenDays || (interval == Interval.Week ? (days.Count - index) % 7 == 0 : days[index].Day == 1))
            .ToList();
        var steps = starts.Select((start, step) => new DateRange(days[start], days[step + 1 < starts.Count ? starts[step + 1] - 1 : days.Count - 1])).ToList();
        return new(
            [.. steps.Select(formats.Days)],
            [.. steps.Select(step => interval == Interval.Month ? step.First.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture) : formats.Day(step.First))],
            starts,
            TicksOf(steps),
            steps.Count > 2 && interval switch { Interval.Week => days.Count % 7 != 0, Interval.Month => days[0].Day != 1, _ => false });
    }

    /// <summary>Sums of days, a sum a step; null where the days are not known that far.</summary>
    public IReadOnlyList<decimal?> Sums(IReadOnlyList<long> days) =>
        [.. Starts.Select((start, step) => start >= days.Count ? null : (decimal?)days.Skip(start).Take((step + 1 < Starts.Count ? Starts[step + 1] : days.Count) - start).Sum())];

    /// <summary>What of a table is drawn: all but a first step that is cut.</summary>
    public IReadOnlyList<ChartColumn> Drawn(IReadOnlyList<ChartColumn> columns) =>
        FirstIsCut ? [.. columns.Select(column => column with { Values = [null, .. column.Values.Skip(1)] })] : columns;

    // The 1st and 15th where there are many days, else about eight labels.
    private static List<int> TicksOf(List<DateRange> steps)
    {
        var indexes = Enumerable.Range(0, steps.Count);
        return steps.Count > 45 && steps[0].Days == 1 && steps[1].Days == 1
            ? [.. indexes.Where(index => steps[index].First.Day is 1 or 15)]
            : [.. indexes.Where(index => index % Math.Max(1, (steps.Count + 7) / 8) == 0)];
    }
}
