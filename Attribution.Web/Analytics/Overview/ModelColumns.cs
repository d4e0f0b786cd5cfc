using Attribution.Domain.Models;
using Attribution.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>The columns of channels × models.</summary>
internal static class ModelColumns
{
    // From here on ten columns have no room for cents.
    private const decimal LargeTotal = 10_000;

    /// <summary>What the head of a model without figures of its own says.</summary>
    public const string StandsIn = "Linear stands in";

    public static IReadOnlyList<TableColumn<ModelRow>> Of(ModelTable table, ReportView view) =>
    [
        new("channel", "Channel", row => builder => Name(builder, row, view)) { Keep = true, Sortable = false },
        .. table.Models.Select(model => Model(model, table, view) with { Under = table.StandIns.Contains(model) ? StandsIn : null }),
        Text("spread", row => row.Spread is null ? "" : row.Spread == 0 ? "=" : table.Total.Cells.Values.Any(cell => cell.Revenue >= LargeTotal) ? view.Formats.MoneyWhole(row.Spread) : view.Formats.MoneyOf(row.Spread)),
        Text("consensus", row => row.Consensus is { } word ? char.ToUpperInvariant(word[0]) + word[1..] : "") with { Keep = true, Left = true },
    ];

    private static TableColumn<ModelRow> Model(string model, ModelTable table, ReportView view) => new(model, ModelTable.NameOf(model, view), row => builder =>
    {
        builder.OpenComponent<ModelCellView>(0);
        builder.AddComponentParameter(1, nameof(ModelCellView.Cell), row.Cells[model]);
        builder.AddComponentParameter(2, nameof(ModelCellView.IsBase), model == ModelIds.LastTouch);
        builder.AddComponentParameter(3, nameof(ModelCellView.IsTotal), ReferenceEquals(row, table.Total));
        builder.AddComponentParameter(4, nameof(ModelCellView.Whole), table.Total.Cells[model].Revenue >= LargeTotal);
        builder.AddComponentParameter(5, nameof(ModelCellView.View), view);
        builder.CloseComponent();
    })
    { Class = "heat", Sortable = false, Tip = ModelCatalog.Find(model)?.Summary };

    private static TableColumn<ModelRow> Text(string id, Func<ModelRow, string> text)
    {
        var metric = MetricDefinitions.Of(id);
        return new(id, metric.Name, row => builder => builder.AddContent(0, text(row))) { Sortable = false, Tip = metric.Tip };
    }

    private static void Name(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, ModelRow row, ReportView view)
    {
        if (row.Channel is not { } channel)
        {
            builder.AddContent(0, row.Name);
            return;
        }

        builder.OpenComponent<ChannelChip>(1);
        builder.AddComponentParameter(2, nameof(ChannelChip.Channel), channel);
        builder.AddComponentParameter(3, nameof(ChannelChip.Href), Urls.Of(Urls.Overview, view.With("channel", channel)));
        builder.CloseComponent();
    }
}
