using Attribution.Domain.Models;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Web.Analytics.Overview;

/// <summary>One channel under one model.</summary>
/// <param name="Difference">To <c>last_touch</c>, in the unit of <paramref name="Value"/>.</param>
/// <param name="Heat">How large it is: 0 (hardly any) to 4.</param>
/// <param name="Value">What is compared: the revenue, unless orders or shares are.</param>
public sealed record ModelCell(decimal Revenue, decimal Orders, decimal Difference, int Heat, decimal Value);

/// <summary>One channel under every model.</summary>
/// <param name="Channel">Null for a sum.</param>
/// <param name="Consensus">high, medium or low; null where it has no meaning.</param>
public sealed record ModelRow(string? Channel, string Name, IReadOnlyDictionary<string, ModelCell> Cells, decimal? Spread, string? Consensus, double? Variation);

/// <summary>Channels × models: does the answer depend on the model?</summary>
/// <param name="Largest">The largest difference to <c>last_touch</c>, which the heat is measured by.</param>
/// <param name="Same">Which part of the revenue every model gives to the same channel; null without revenue, or where a filter cuts through orders.</param>
internal sealed record ModelTable(IReadOnlyList<string> Models, ModelRow Total, IReadOnlyList<ModelRow> Rows, int Folded, decimal Largest, decimal? Same)
{
    private const int Most = 8;

    /// <summary>Models without figures of their own in the range.</summary>
    public IReadOnlyList<string> StandIns { get; private init; } = [];

    private static readonly decimal[] Steps = [0.02m, 0.15m, 0.35m, 0.65m];

    /// <param name="whole">Channels without any credit are left out.</param>
    /// <param name="all">Whether every channel gets a row.</param>
    /// <param name="colours">How the store's channels are called.</param>
    /// <param name="measure">What is compared of a credit, given the model's total; the revenue unless told.</param>
    public static ModelTable Of(ModelsReport whole, bool all, ChannelColours? colours = null, Func<ModelCredit, ModelCredit, decimal>? measure = null)
    {
        var table = new Measured(whole.Models, whole.Totals, measure ?? ((credit, _) => credit.Revenue));
        var report = whole with { Channels = [.. whole.Channels.Where(row => row.ByModel.Values.Any(credit => credit.Revenue != 0 || credit.Orders != 0))] };
        var largest = report.Channels.SelectMany(row => report.Models.Select(model => Math.Abs(table.Difference(row.ByModel, model)))).DefaultIfEmpty(0).Max();
        var listed = all || report.Channels.Count <= Most + 1 ? report.Channels.Count : Most;
        var rows = report.Channels.Take(listed)
            .Select(row => new ModelRow(row.Channel, (colours ?? ChannelColours.Default).NameOf(row.Channel), table.Cells(row.ByModel, largest), row.Spread, row.Consensus, row.Variation));
        var rest = report.Channels.Skip(listed).ToList();
        return new(
            report.Models,
            new(null, "All channels", table.Cells(report.Totals, 0), null, null, null),
            rest.Count == 0 ? [.. rows] : [.. rows, new(null, WhatMoved.Others(rest.Count), table.Cells(Sum(rest, report.Models), largest), null, null, null)],
            rest.Count,
            largest,
            report.Same)
        {
            StandIns = [.. report.Models.Where(report.StandsIn)],
        };
    }

    /// <summary>The ids a stacked bar shows, largest first, and what each model credits them, in minor units.</summary>
    public static (IReadOnlyList<string> Channels, IReadOnlyList<ModelBar> Bars) Bars(ModelsReport report, ReportView view)
    {
        var bands = Components.Charts.Bands.Of([.. report.Channels.Select(row => new ChannelSeries(row.Channel, [view.Minor(row.ByModel[report.AttributionModel].Revenue)], []))])
            .Select(band => band.Channel).ToList();
        var shown = bands.ToHashSet(StringComparer.Ordinal);
        return (bands, [.. report.Models.Select(model => new ModelBar(model, NameOf(model, view), [.. bands.Select(band => Credit(band, model))]))]);

        long Credit(string band, string model) => view.Minor(report.Channels
            .Where(row => band == ChannelColours.Rest ? !shown.Contains(row.Channel) : row.Channel == band).Sum(row => row.ByModel[model].Revenue));
    }

    /// <summary>A model as the store calls it.</summary>
    public static string NameOf(string model, ReportView view) =>
        view.Store.Models.FirstOrDefault(one => one.Id == model)?.Name ?? ModelCatalog.Find(model)?.Name ?? model;

    private static Dictionary<string, ModelCredit> Sum(IReadOnlyList<ChannelByModel> rows, IReadOnlyList<string> models) =>
        models.ToDictionary(model => model, model => new ModelCredit(rows.Sum(row => row.ByModel[model].Orders), rows.Sum(row => row.ByModel[model].Revenue)));

    private sealed record Measured(IReadOnlyList<string> Models, IReadOnlyDictionary<string, ModelCredit> Totals, Func<ModelCredit, ModelCredit, decimal> Measure)
    {
        public Dictionary<string, ModelCell> Cells(IReadOnlyDictionary<string, ModelCredit> credits, decimal largest) => Models.ToDictionary(model => model, model =>
            new ModelCell(credits[model].Revenue, credits[model].Orders, Difference(credits, model), Heat(Difference(credits, model), largest), Value(credits, model)));

        public decimal Difference(IReadOnlyDictionary<string, ModelCredit> credits, string model) =>
            credits.ContainsKey(ModelIds.LastTouch) ? Value(credits, model) - Value(credits, ModelIds.LastTouch) : 0;

        private decimal Value(IReadOnlyDictionary<string, ModelCredit> credits, string model) => Measure(credits[model], Totals[model]);

        private static int Heat(decimal difference, decimal largest) => largest == 0 ? 0 : Steps.Count(step => Math.Abs(difference) / largest >= step);
    }
}
