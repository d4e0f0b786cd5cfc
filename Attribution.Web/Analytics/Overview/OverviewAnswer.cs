using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>Answers "How are we doing, and what changed?" in one or two sentences, out of the figures alone.</summary>
internal static class OverviewAnswer
{
    public static string Of(OverviewReport report, IReadOnlyList<Move> moves, ReportView view)
    {
        var (now, before) = (report.Totals, report.Previous);
        if (now.Revenue == 0 && before.Revenue == 0)
        {
            return WithoutRevenue(now, before, view);
        }

        if (view.Compared is null || !HasBefore(report))
        {
            return $"Revenue is {Money(now.Revenue, view)} from {Orders(now.Orders, view)}.{(view.Compared is null ? "" : $" Nothing came in {view.ComparedName}, so there is no comparison.")}";
        }

        if (IsSoFar(view))
        {
            return $"Revenue is {Money(now.Revenue, view)} from {Orders(now.Orders, view)} so far today. The whole day before brought {Money(before.Revenue, view)}.";
        }

        return string.Join(' ', new[] { Course(now.Revenue, before.Revenue, view), Drivers(moves, now.Revenue - before.Revenue, view), view.Days.Last == view.Store.Today ? "Today is not over." : "", Partial(view) }.Where(part => part.Length > 0));
    }

    /// <summary>Whether anything is there to compare with.</summary>
    public static bool HasBefore(OverviewReport report) => report.Previous is not { Visits: 0, Orders: 0, Leads: 0, Revenue: 0, Cost: 0 };

    /// <summary>Whether only today is in view: a day that is not over says nothing beside one that is.</summary>
    public static bool IsSoFar(ReportView view) => view.Days.Days == 1 && view.Days.Last == view.Store.Today;

    private static string WithoutRevenue(Figures now, Figures before, ReportView view)
    {
        var visits = $"{view.Formats.Count(now.Visits)} {(now.Visits == 1 ? "visit" : "visits")}";
        var orders = now.Orders > 0 ? $"and {Orders(now.Orders, view)} without value" : "and no orders yet";
        return view.Compared is null || before.Visits == 0 ? $"{visits} {orders}." : $"{visits} {orders}, after {view.Formats.Count(before.Visits)} in {view.ComparedName}.";
    }

    private static string Course(decimal now, decimal before, ReportView view)
    {
        var amount = Money(now, view);
        if (before <= 0)
        {
            return $"Revenue is {amount}, after {Money(before, view)} in {view.ComparedName}.";
        }

        var ratio = (now / before) - 1;
        var size = view.Formats.Rate(Math.Abs(ratio), 1);
        return Math.Round(ratio, 3) switch
        {
            0 => $"Revenue is unchanged at {amount}.",
            > 0 => $"Revenue is up {size} to {amount}.",
            _ => $"Revenue is down {size} to {amount}.",
        };
    }

    // "Most" only where it is more than half of all that moved the same way.
    private static string Drivers(IReadOnlyList<Move> moves, decimal change, ReportView view)
    {
        var same = moves.Where(move => Math.Sign(move.Revenue) == Math.Sign(change)).ToList();
        if (change == 0 || moves.Count < 2 || same.Count == 0)
        {
            return "";
        }

        var all = same.Sum(move => move.Revenue);
        var first = view.Colours.NameOf(same[0].Channel);
        var most = change > 0 ? "brought most of the growth" : "lost the most";
        if (same.Count == 1 || same[0].Revenue / all > 0.5m)
        {
            return $"{first} {most}.";
        }

        var isMost = (same[0].Revenue + same[1].Revenue) / all > 0.5m;
        return $"{first} and {view.Colours.NameOf(same[1].Channel)} {(isMost || change < 0 ? most : "brought the largest parts of the growth")}.";
    }

    private static string Partial(ReportView view) => view is { Compared: { } compared, Store.FirstDay: { } first } && first > compared.First
        ? $"Data start on {view.Formats.Day(first)}, so the comparison is only partial."
        : "";

    private static string Money(decimal major, ReportView view) => view.Formats.MoneyOf(major);

    private static string Orders(decimal orders, ReportView view) =>
        $"{view.Formats.Number(orders, orders == Math.Truncate(orders) ? 0 : 2)} {(orders == 1 ? "order" : "orders")}";
}
