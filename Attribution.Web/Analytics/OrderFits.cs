using System.Globalization;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>What data-driven models say of one order: what was written beside it when its day was sealed, until then what the fit of its day says.</summary>
/// <param name="Attribution">The order's credits with theirs; null where no touch preceded it.</param>
/// <param name="Notes">By model that has no fit: why, in a sentence.</param>
/// <param name="Version">Changes with what they say.</param>
internal sealed record OrderFits(MarketingAttribution? Attribution, IReadOnlyDictionary<string, string> Notes, string Version)
{
    /// <summary>By model that has a fit: how much of the credit is the fit's own.</summary>
    public IReadOnlyDictionary<string, OrderMark> Marks { get; init; } = new Dictionary<string, OrderMark>();

    public static async Task<OrderFits> Of(AttributionDb db, OrderRow order, MarketingAttribution? attribution, CancellationToken cancellationToken)
    {
        if (attribution is null)
        {
            return new OrderFits(null, new Dictionary<string, string>(), "");
        }

        var fits = await db.ModelFits.Where(row => row.StoreId == order.StoreId && row.Date == order.BookedOn).ToListAsync(cancellationToken);
        var written = await db.OrderCredits.Where(row => row.StoreId == order.StoreId && row.OrderId == order.OrderId).OrderBy(row => row.Model).ToListAsync(cancellationToken);
        var fitted = fits.Where(row => !row.StandsIn).Select(row => (Row: row, Fit: row.Fit()!)).Select(one => (one.Row, one.Fit, Model: ModelOf(one.Fit))).ToList();
        var credited = written.Count > 0
            ? attribution.With(written)
            : attribution.With([.. fitted.Select(one => (one.Model, one.Row.Version))], order.OccurredAt, order.ValueMinor);
        var journey = Recrediting.JourneyOf(attribution, order.OccurredAt, order.ValueMinor);
        return new OrderFits(
            credited,
            ModelCatalog.DataDriven.Where(model => !credited.Credits.ContainsKey(model.Id)).ToDictionary(model => model.Id, model => Note(model, fits.Find(row => row.Model == model.Id))),
            string.Join(' ', [.. fits.Select(row => $"{row.Model} {row.FittedAt:O}"), .. written.Select(row => $"{row.Model} {row.FitDate:O} {row.Credits}")]))
        {
            Marks = fitted.Where(one => credited.Credits.ContainsKey(one.Row.Model)).ToDictionary(one => one.Row.Model, one => new OrderMark(
                one.Model.Credit(journey).Mark,
                attribution.Touches.Select(touch => touch.Channel).Except(one.Fit.Channels.Select(channel => channel.Channel)).ToHashSet(StringComparer.Ordinal))),
        };
    }

    private static IFittedModel ModelOf(ModelFit fit) => ((IDataDrivenModel)ModelCatalog.Find(fit.Model)!.Default).With(fit);

    /// <summary>Why a model has no fit, in a sentence.</summary>
    public static string Note(ModelDescription model, ModelFitRow? fit) => fit switch
    {
        null => $"{model.Name} was not fitted for that day. Linear is shown instead.",
        { Conversions: var all } when all >= fit.MinConversions => $"{model.Name} learns from journeys of some age, and no conversion's is old enough yet. Linear is shown instead.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name} needs {fit.MinConversions} conversions in {fit.Date.DayNumber - fit.WindowFrom.DayNumber + 1} days; there are {fit.Conversions}. Linear is shown instead."),
    };
}

/// <summary>How much of an order's credit is a fit's own.</summary>
/// <param name="Mark">Whether the fit weighed every touch.</param>
/// <param name="NewChannels">Ids of channels that the fit does not know.</param>
internal sealed record OrderMark(FitMark Mark, IReadOnlySet<string> NewChannels)
{
    /// <summary>On the wire: <c>new_channel</c>, or <c>linear</c> where the path was split as that model does; null where the fit weighed every touch.</summary>
    public string? Id => Mark switch { FitMark.NewChannel => "new_channel", FitMark.Linear => "linear", _ => null };
}
