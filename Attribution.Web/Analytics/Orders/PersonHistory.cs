using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>A visit of a person.</summary>
/// <param name="Browser">Its mark, such as Browser 1.</param>
/// <param name="Length">0 where one hit is all there was.</param>
internal sealed record PersonVisit(DateTimeOffset StartedAt, TimeSpan Length, int Pages, string Browser, IReadOnlyList<PersonTouch> Touches);

/// <summary>All that is known of the person behind an order, by marks in the place of ids.</summary>
/// <param name="Orders">Newest first.</param>
/// <param name="Visits">Newest first.</param>
/// <param name="Stitching">How these visits came to be one person's, a sentence each.</param>
/// <param name="IsCut">Whether there are older visits that were not read.</param>
internal sealed record PersonHistory(IReadOnlyList<OrderLine> Orders, IReadOnlyList<PersonVisit> Visits, IReadOnlyList<string> Stitching, bool IsCut)
{
    public const int PageSize = 50;

    /// <summary>In a sentence.</summary>
    public string Answer(ReportView view)
    {
        var formats = view.Formats;
        var orders = $"{formats.Count(Orders.Count)} {(Orders.Count == 1 ? "order" : "orders")}";
        if (Visits.Count == 0)
        {
            return $"{orders}, and no visit that is still stored.";
        }

        var days = (Visits[0].StartedAt - Visits[^1].StartedAt).Days;
        var over = days > 0 ? $" over {formats.Count(days)} {(days == 1 ? "day" : "days")}" : "";
        return $"{formats.Count(Visits.Count)} {(Visits.Count == 1 ? "visit" : "visits")}{over} and {orders}. The first came by {view.Colours.NameOf(Visits[^1].Touches[0].Channel)}.";
    }
}
