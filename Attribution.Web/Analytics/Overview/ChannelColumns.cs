using Attribution.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>The columns of the channel table.</summary>
internal static class ChannelColumns
{
    private const string NoCost = "No cost is imported";

    /// <param name="view">How figures are written.</param>
    /// <param name="largest">The share that fills a bar.</param>
    public static IReadOnlyList<TableColumn<ChannelRow>> Of(ReportView view, decimal largest) =>
    [
        Rich("channel", "Channel", view, largest) with { Keep = true },
        Figure("visits", row => view.Formats.Count(row.Visits)),
        Figure("orders", row => view.Formats.Number(row.Orders, 2)),
        Figure("revenue", row => view.Formats.MoneyOf(row.Revenue)),
        Rich("share", "Share", view, largest) with { Tip = MetricDefinitions.Of("share").Tip },
        Rich("change", "Change", view, largest) with { Keep = true, Tip = "Revenue against the earlier period" },
        Figure("conversion_rate", row => view.Formats.Rate(row.ConversionRate), "No visits") with { Name = "Conv. rate" },
        Figure("aov", row => view.Formats.MoneyOf(row.AverageOrder), "No orders") with { Name = "AOV" },
        Figure("cost", row => row.Cost == 0 ? Formats.None : view.Formats.MoneyOf(row.Cost), NoCost),
        Figure("roas", row => view.Formats.Multiple(row.Roas), NoCost),
        Figure("roi", row => view.Formats.Rate(row.Roi), NoCost),
    ];

    // What has no meaning says why, on hover.
    private static TableColumn<ChannelRow> Figure(string id, Func<ChannelRow, string> text, string? whyNone = null)
    {
        var metric = MetricDefinitions.Of(id);
        return new(id, metric.Name, row => builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "title", text(row) == Formats.None ? whyNone : null);
            builder.AddContent(2, text(row));
            builder.CloseElement();
        })
        { Tip = metric.Tip };
    }

    private static TableColumn<ChannelRow> Rich(string id, string name, ReportView view, decimal largest) => new(id, name, row => builder =>
    {
        builder.OpenComponent<ChannelCells>(0);
        builder.AddComponentParameter(1, nameof(ChannelCells.Column), id);
        builder.AddComponentParameter(2, nameof(ChannelCells.Row), row);
        builder.AddComponentParameter(3, nameof(ChannelCells.View), view);
        builder.AddComponentParameter(4, nameof(ChannelCells.Largest), largest);
        builder.CloseComponent();
    });
}
