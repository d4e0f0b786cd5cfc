using Attribution.Domain;

namespace Attribution.Web.Components;

/// <summary>A range of days by name: it moves with the store's today. "Last n" are complete days.</summary>
public sealed class ReportRange : IEquatable<ReportRange>
{
    private readonly Func<DateOnly, DateOnly, DateRange> _days;

    private ReportRange(string id, string name, Func<DateOnly, DateOnly, DateRange> days)
    {
        Id = id;
        Name = name;
        _days = days;
    }

    /// <summary>Name in the address, such as <c>last_30_days</c>.</summary>
    public string Id { get; }

    /// <summary>As shown.</summary>
    public string Name { get; }

    /// <summary>The store's today, still open.</summary>
    public static ReportRange Today { get; } = new("today", "Today", static (today, _) => new(today, today));

    /// <summary>The default.</summary>
    public static ReportRange Last30Days { get; } = Last(30);

    /// <summary>From the store's first day to today.</summary>
    public static ReportRange Everything { get; } = new("all", "All", static (today, first) => new(first, today));

    /// <summary>Every named range, in the order of the menu.</summary>
    public static IReadOnlyList<ReportRange> All { get; } =
    [
        Today,
        new("yesterday", "Yesterday", static (today, _) => new(today.AddDays(-1), today.AddDays(-1))),
        Last(7), Last(28), Last30Days, Last(90),
        new("this_month", "This month", static (today, _) => new(FirstOfMonth(today), today)),
        new("last_month", "Last month", static (today, _) => new(FirstOfMonth(today).AddMonths(-1), FirstOfMonth(today).AddDays(-1))),
        new("this_quarter", "This quarter", static (today, _) => new(FirstOfQuarter(today), today)),
        new("last_quarter", "Last quarter", static (today, _) => new(FirstOfQuarter(today).AddMonths(-3), FirstOfQuarter(today).AddDays(-1))),
        new("this_year", "This year", static (today, _) => new(new(today.Year, 1, 1), today)),
        new("last_12_months", "Last 12 months", static (today, _) => new(FirstOfMonth(today).AddMonths(-12), FirstOfMonth(today).AddDays(-1))),
        Everything,
    ];

    /// <summary>The range of this name in an address; null if there is none.</summary>
    public static ReportRange? Find(string id) => All.FirstOrDefault(range => range.Id == id);

    /// <summary>Its days, seen from a store's today.</summary>
    /// <param name="today">The store's local day.</param>
    /// <param name="first">The store's first day with data; today where it has none.</param>
    public DateRange Days(DateOnly today, DateOnly first) => _days(today, first > today ? today : first);

    /// <summary>Two ranges of one name are the same.</summary>
    public bool Equals(ReportRange? other) => other?.Id == Id;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ReportRange);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    private static ReportRange Last(int days) =>
        new($"last_{days}_days", $"Last {days} days", (today, _) => new(today.AddDays(-days), today.AddDays(-1)));

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly FirstOfQuarter(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
