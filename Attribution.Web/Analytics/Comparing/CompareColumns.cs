using Attribution.Domain.Models;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>The columns of channels × models.</summary>
internal static class CompareColumns
{
    // From here on many columns have no room for cents.
    private const decimal LargeTotal = 10_000;
    private const int ManyModels = 8;

    public static IReadOnlyList<TableColumn<ModelRow>> Of(ModelTable table, ModelsReport report, ReportView view)
    {
        var measure = ComparedMeasure.Of(view.Url);
        var whole = table.Models.Count > ManyModels && table.Total.Cells.Values.Any(cell => cell.Revenue >= LargeTotal);
        return
        [
            Column("channel", "Channel", nameof(CompareCell.Channel)) with { Keep = true },
            .. table.Models.Select(model => Column(model, ModelTable.NameOf(model, view), model) with { Class = "heat", Under = Under(model, report, view), Tip = ModelCatalog.Find(model)?.Summary }),
            Column("spread", "Spread", nameof(CompareCell.Spread)) with { Under = "most − least", Tip = MetricDefinitions.Of("spread").Tip },
            Column("consensus", "Consensus", nameof(CompareCell.Consensus)) with { Keep = true, Left = true, Tip = MetricDefinitions.Of("consensus").Tip },
        ];

        TableColumn<ModelRow> Column(string id, string name, string part) => new(id, name, row => builder =>
        {
            builder.OpenComponent<CompareCell>(0);
            builder.AddComponentParameter(1, nameof(CompareCell.Part), part);
            builder.AddComponentParameter(2, nameof(CompareCell.Row), row);
            builder.AddComponentParameter(3, nameof(CompareCell.Measure), measure);
            builder.AddComponentParameter(4, nameof(CompareCell.MovesMost), report.Channels.FirstOrDefault(one => one.Channel == row.Channel)?.MovesMost);
            builder.AddComponentParameter(5, nameof(CompareCell.Whole), whole);
            builder.AddComponentParameter(6, nameof(CompareCell.IsStandIn), table.StandIns.Contains(part));
            builder.AddComponentParameter(7, nameof(CompareCell.View), view);
            builder.CloseComponent();
        })
        { Sortable = false };
    }

    private static string Under(string model, ModelsReport report, ReportView view) =>
        model == ModelIds.LastTouch ? "reference"
        : report.StandsIn(model) ? ModelColumns.StandsIn
        : report.Fits.FirstOrDefault(fit => fit.Model == model)?.Date is { } day ? $"fitted {view.Formats.Day(day)}"
        : model == view.Store.DefaultModel ? "store’s model" : "\u00a0";
}
