namespace Attribution.Domain;

/// <summary>Calendar days of a store's time zone, first and last included.</summary>
public sealed record DateRange
{
    /// <summary>The days from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is before <paramref name="first"/>.</exception>
    public DateRange(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>The first day of the range.</summary>
    public DateOnly First { get; }

    /// <summary>The last day of the range; the same as <see cref="First"/> for one day.</summary>
    public DateOnly Last { get; }

    /// <summary>Length in days, at least 1.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The range of equal length that ends the day before this one: what a KPI card compares with.</summary>
    public DateRange Previous => new(First.AddDays(-Days), First.AddDays(-1));

    /// <summary>Every day of the range, in order.</summary>
    public IEnumerable<DateOnly> Each()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    /// <summary>Whether <paramref name="day"/> lies in the range.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;
}
