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
    public static async Task<OrderFits> Of(AttributionDb db, OrderRow order, MarketingAttribution? attribution, CancellationToken cancellationToken)
    {
        if (attribution is null)
        {
            return new OrderFits(null, new Dictionary<string, string>(), "");
        }

        var fits = await db.ModelFits.Where(row => row.StoreId == order.StoreId && row.Date == order.BookedOn).ToListAsync(cancellationToken);
        var written = await db.OrderCredits.Where(row => row.StoreId == order.StoreId && row.OrderId == order.OrderId).OrderBy(row => row.Model).ToListAsync(cancellationToken);
        var credited = written.Count > 0
            ? attribution.With(written)
            : attribution.With([.. fits.Where(row => !row.StandsIn).Select(row => (row.Under((IDataDrivenModel)ModelCatalog.Find(row.Model)!.Default)!, row.Version))], order.OccurredAt, order.ValueMinor);
        return new OrderFits(
            credited,
            ModelCatalog.DataDriven.Where(model => !credited.Credits.ContainsKey(model.Id)).ToDictionary(model => model.Id, model => Note(model, fits.Find(row => row.Model == model.Id))),
            string.Join(' ', [.. fits.Select(row => $"{row.Model} {row.FittedAt:O}"), .. written.Select(row => $"{row.Model} {row.FitDate:O} {row.Credits}")]));
    }

    /// <summary>Why a model has no fit, in a sentence.</summary>
    public static string Note(ModelDescription model, ModelFitRow? fit) => fit is null
        ? $"{model.Name} was not fitted for that day. Linear is shown instead."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name} needs {fit.MinConversions} conversions in {fit.Date.DayNumber - fit.WindowFrom.DayNumber + 1} days; there are {fit.Conversions}. Linear is shown instead.");
}
