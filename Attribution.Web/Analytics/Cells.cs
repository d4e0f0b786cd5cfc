using Attribution.Domain;
using Attribution.Domain.Economics;
using Attribution.Domain.Snapshots;

namespace Attribution.Web.Analytics;

/// <summary>Where visits come from and credit goes to.</summary>
internal readonly record struct Origin(string Channel, string Source, string Medium, string Campaign);

/// <summary>Credit of a day. <paramref name="Orders"/> and <paramref name="Leads"/> in millionths, <paramref name="Revenue"/> in minor units.</summary>
internal sealed record CreditCell(DateOnly Date, Origin Origin, long Orders, long Leads, long Revenue);

/// <summary>Visits and spend of a day.</summary>
internal sealed record VisitCell(DateOnly Date, Origin Origin, long Visits, VisitorSketch Visitors, long Cost);

/// <summary>Cells of snapshots, added up in the ways reports need. Only stored integers are summed; ratios come last.</summary>
internal sealed record Cells(Currency Currency, IReadOnlyList<CreditCell> Credits, IReadOnlyList<VisitCell> Visits)
{
    public Figures Figures()
    {
        var sum = Sum();
        return new Figures(
            sum.Visits,
            Unique(),
            sum.Orders,
            Millionths(Credits.Sum(cell => cell.Leads)),
            Major(sum.RevenueMinor),
            Ratio(sum.ConversionRate),
            sum.AverageOrderValue is { } average ? Math.Round(average / Currency.MinorPerMajor, Currency.Exponent) + Major(0) : null,
            Major(sum.CostMinor),
            Ratio(sum.Roi),
            Ratio(sum.Roas));
    }

    /// <summary>A row a day, also for days without anything.</summary>
    public IReadOnlyList<DayFigures> Series(DateRange range)
    {
        var credits = Credits.ToLookup(cell => cell.Date);
        var visits = Visits.ToLookup(cell => cell.Date);
        return [.. range.Each().Select(day => new Cells(Currency, [.. credits[day]], [.. visits[day]]).Day(day))];
    }

    /// <summary>The cells of each key, by revenue, then by key.</summary>
    public IReadOnlyList<(TKey Key, Cells Cells)> By<TKey>(Func<Origin, TKey> key, IComparer<TKey> order)
        where TKey : notnull
    {
        var credits = Credits.ToLookup(cell => key(cell.Origin));
        var visits = Visits.ToLookup(cell => key(cell.Origin));
        return
        [
            .. credits.Select(group => group.Key).Union(visits.Select(group => group.Key))
                .Select(one => (Key: one, Cells: new Cells(Currency, [.. credits[one]], [.. visits[one]])))
                .OrderByDescending(row => row.Cells.Credits.Sum(cell => cell.Revenue))
                .ThenBy(row => row.Key, order),
        ];
    }

    public Cells In(DateRange range) =>
        new(Currency, [.. Credits.Where(cell => range.Contains(cell.Date))], [.. Visits.Where(cell => range.Contains(cell.Date))]);

    /// <summary>A part of a whole; null where the whole is not above 0.</summary>
    public static decimal? Share(decimal part, decimal whole) => whole > 0 ? Math.Round(part / whole, 6) : null;

    /// <summary>An amount in major units with all the decimals of its currency, such as 900.00.</summary>
    public static decimal Major(long minor, Currency currency) => minor * new decimal(1, 0, 0, false, (byte)currency.Exponent);

    public static decimal Millionths(long millionths) => millionths / 1_000_000m;

    private decimal Major(long minor) => Major(minor, Currency);

    private static decimal? Ratio(decimal? exact) => exact is { } value ? Math.Round(value, 6) : null;

    private ChannelPerformance Sum() =>
        new(Visits.Sum(cell => cell.Visits), Credits.Sum(cell => cell.Orders), Credits.Sum(cell => cell.Revenue), Visits.Sum(cell => cell.Cost));

    private long Unique() => VisitorSketch.Union(Visits.Select(cell => cell.Visitors)).Estimate;

    private DayFigures Day(DateOnly day)
    {
        var sum = Sum();
        return new DayFigures(day, sum.Visits, Unique(), sum.Orders, Major(sum.RevenueMinor), Major(sum.CostMinor)) { Leads = Millionths(Credits.Sum(cell => cell.Leads)) };
    }
}
