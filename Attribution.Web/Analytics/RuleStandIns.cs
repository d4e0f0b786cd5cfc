using System.Globalization;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>Where <c>linear</c> stands in for rules: orders came before the store had the model, or while it was archived.</summary>
internal static class RuleStandIns
{
    /// <summary>Those of the models that something stands in for, in their order.</summary>
    public static async Task<IReadOnlyList<FitFigures>> Read(
        AttributionDb db, StoreSettings store, DateRange range, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var marked = await Marked(db, store, range, cancellationToken);
        var hasOwn = models.Contains(ModelIds.Custom);
        if (models.Count == 0 || (marked.Count == 0 && !hasOwn))
        {
            return [];
        }

        var days = await Days(db, store, range, ModelIds.Linear, cancellationToken);

        // A day without rows of it was closed before the store had the model.
        var before = hasOwn ? days - await Days(db, store, range, ModelIds.Custom, cancellationToken) : 0;
        return [.. models.Select(model => Of(ModelCatalog.Find(model)!, days, model == ModelIds.Custom ? before : 0, [.. marked[model]])).OfType<FitFigures>()];
    }

    /// <summary>Days of a range that have figures of a model.</summary>
    public static Task<int> Days(AttributionDb db, StoreSettings store, DateRange range, string model, CancellationToken cancellationToken) => db.AttributionSnapshots
        .Where(row => row.StoreId == store.Id.Value && row.Model == model && row.Date >= range.First && row.Date <= range.Last)
        .Select(row => row.Date).Distinct().CountAsync(cancellationToken);

    private static async Task<ILookup<string, StandInOrders>> Marked(AttributionDb db, StoreSettings store, DateRange range, CancellationToken cancellationToken)
    {
        var rows = await db.SnapshotDays
            .Where(day => day.StoreId == store.Id.Value && day.Date >= range.First && day.Date <= range.Last && day.StandIns != "")
            .Select(day => day.StandIns)
            .ToListAsync(cancellationToken);
        return rows.SelectMany(row => JsonSerializer.Deserialize<Dictionary<string, StandInOrders>>(row, ApiJson.Options)!).ToLookup(one => one.Key, one => one.Value);
    }

    private static FitFigures? Of(ModelDescription model, int days, int before, IReadOnlyList<StandInOrders> marked)
    {
        var (orders, standIn) = (marked.Sum(day => day.Orders), before + marked.Count(day => day.Orders == day.Of));
        return standIn + orders == 0 ? null
            : new FitFigures(model.Id, null, null, 0, 0, 0, 0, days, standIn, string.Join(' ', Notes(model.Name, days, before, orders))) { StandInOrders = orders };
    }

    private static IEnumerable<string> Notes(string name, int days, int before, int orders)
    {
        if (before > 0)
        {
            yield return before == days
                ? $"The {name.ToLowerInvariant()} model is newer than these days. Linear is shown instead."
                : string.Create(CultureInfo.InvariantCulture, $"The {name.ToLowerInvariant()} model is newer than {before} of {days} days. Linear is shown for them.");
        }

        if (orders > 0)
        {
            yield return orders == 1
                ? $"1 order came while {name} was not in use. Linear is shown for it."
                : string.Create(CultureInfo.InvariantCulture, $"{orders:#,0} orders came while {name} was not in use. Linear is shown for them.");
        }
    }
}
