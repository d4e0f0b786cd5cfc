using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>The columns of the list of orders.</summary>
internal static class OrderColumns
{
    public static IReadOnlyList<TableColumn<OrderLine>> Of(ReportView view)
    {
        var times = new StoreTimes(view.Store.TimeZone, view.Formats);
        return
        [
            Rich("order", "Order") with { Keep = true },
            Rich("time", "Time") with { Left = true, Sortable = true, Tip = $"When it was placed, in {view.Store.TimeZone}" },
            new("value", "Value", row => builder => builder.AddContent(0, row is { ValueMinor: 0, Type: not "sale" } ? Formats.None : view.Formats.Money(row.ValueMinor))) { Keep = true, Tip = "In the store's currency; refunds stand beside it" },
            Rich("status", "Status") with { Left = true },
            Rich("first", "First touch") with { Left = true, Tip = "Channel of the first touch inside the lookback window" },
            Rich("last", "Last touch") with { Left = true, Tip = "Channel of the last touch before the order" },
            new("touches", "Touches", row => builder => builder.AddContent(0, row.Touches == 0 ? Formats.None : view.Formats.Count(row.Touches))) { Sortable = false },
            Rich("matched", "Matched by") with { Left = true, Tip = "What led from the order to its visits" },
        ];

        TableColumn<OrderLine> Rich(string id, string name) => new(id, name, row => builder =>
        {
            builder.OpenComponent<OrderCells>(0);
            builder.AddComponentParameter(1, nameof(OrderCells.Column), id);
            builder.AddComponentParameter(2, nameof(OrderCells.Row), row);
            builder.AddComponentParameter(3, nameof(OrderCells.View), view);
            builder.AddComponentParameter(4, nameof(OrderCells.Times), times);
            builder.CloseComponent();
        })
        { Sortable = false };
    }
}
