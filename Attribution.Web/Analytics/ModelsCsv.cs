using Attribution.Web.Http;

namespace Attribution.Web.Analytics;

/// <summary>The comparison of models as a table, one line a channel.</summary>
internal static class ModelsCsv
{
    private static readonly string[] DifferenceColumns = ["orders", "revenue", "low", "high", "verdict"];

    public static CsvTable Of(ModelsReport report)
    {
        var fitted = report.Models.Where(model => report.Channels.Any(row => row.Intervals.ContainsKey(model))).ToList();
        var shifts = report.Pair?.Channels.ToDictionary(row => row.Channel);
        return new(
            [
                "channel", .. report.Models.SelectMany(model => new[] { model + "_orders", model + "_revenue" }), "spread", "variation", "consensus", "movesMost",
                .. report.Fits.SelectMany(fit => new[] { fit.Model + "_days", fit.Model + "_stand_in_days", fit.Model + "_stand_in_orders", fit.Model + "_new" }),
                .. fitted.SelectMany(model => new[] { model + "_low", model + "_high" }),
                .. report.Pair is { } pair ? DifferenceColumns.Select(column => $"{pair.From}_to_{pair.To}_{column}") : [],
                .. report.Previous is null ? [] : report.Models.SelectMany(model => DifferenceColumns.Select(column => $"{model}_change_{column}")),
            ],
            report.Channels.Select(row => (object?[])
            [
                row.Channel, .. report.Models.SelectMany(model => new object?[] { row.ByModel[model].Orders, row.ByModel[model].Revenue }), row.Spread, row.Variation, row.Consensus, row.MovesMost,
                .. report.Fits.SelectMany(fit => new object?[] { fit.Days, fit.StandInDays, fit.StandInOrders, fit.NewChannels.Contains(row.Channel) }),
                .. fitted.SelectMany(model => new object?[] { row.Intervals.GetValueOrDefault(model)?.Low, row.Intervals.GetValueOrDefault(model)?.High }),
                .. shifts is null ? [] : Cells(shifts.GetValueOrDefault(row.Channel)?.Difference),
                .. report.Previous is null ? [] : report.Models.SelectMany(model => Cells(row.Change?.GetValueOrDefault(model))),
            ]));
    }

    private static object?[] Cells(ModelDifference? difference) =>
        [difference?.Orders, difference?.Revenue, difference?.Interval?.Low, difference?.Interval?.High, difference?.Verdict];
}
