using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>What of the credit is compared: revenue, orders, or shares of the revenue.</summary>
public sealed record ComparedMeasure(string Id, string Name)
{
    public static IReadOnlyList<ComparedMeasure> All { get; } = [new("revenue", "Revenue"), new("orders", "Orders"), new("share", "Share")];

    /// <summary>The one an address asks for.</summary>
    public static ComparedMeasure Of(ReportUrl url) => All.FirstOrDefault(measure => measure.Id == url.Metric) ?? All[0];

    public decimal Value(ModelCredit credit, ModelCredit total) => Id switch
    {
        "orders" => credit.Orders,
        "share" => total.Revenue > 0 ? credit.Revenue / total.Revenue : 0,
        _ => credit.Revenue,
    };

    /// <param name="whole">Whether cents are left out, for lack of room.</param>
    public string Text(decimal value, ReportView view, bool whole) => Id switch
    {
        "orders" => view.Formats.Number(value, 2),
        "share" => view.Formats.Rate(value, 1),
        _ => whole ? view.Formats.MoneyWhole(value) : view.Formats.MoneyOf(value),
    };

    /// <summary>A difference in few characters, unsigned.</summary>
    public string Brief(decimal value, ReportView view) => Id switch
    {
        "orders" => view.Formats.Number(Math.Abs(value), 2),
        "share" => view.Formats.Points(value),
        _ => view.Formats.MoneyCompact(view.Minor(Math.Abs(value))),
    };

    /// <summary>A difference in few characters, with its sign.</summary>
    public string Difference(decimal value, ReportView view) => value == 0 ? "=" : (value > 0 ? "+" : "\u2212") + Brief(value, view);
}
