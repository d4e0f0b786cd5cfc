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
    /// <summary>By model: what is marked of it on each day of a range.</summary>
    /// <param name="rules">The models asked for.</param>
    public static async Task<ILookup<string, StandInOrders>> Marked(
        AttributionDb db, StoreSettings store, DateRange range, IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        List<string> days = rules.Count == 0 ? [] : await db.SnapshotDays
            .Where(day => day.StoreId == store.Id.Value && day.Date >= range.First && day.Date <= range.Last && day.StandIns != "")
            .Select(day => day.StandIns)
            .ToListAsync(cancellationToken);
        return days.SelectMany(day => JsonSerializer.Deserialize<Dictionary<string, StandInOrders>>(day, ApiJson.Options)!)
            .Where(one => rules.Contains(one.Key))
            .ToLookup(one => one.Key, one => one.Value);
    }

    /// <summary>Those of the rules that something stands in for, in their order.</summary>
    /// <param name="days">Days of the range with figures.</param>
    /// <param name="before">Days of them that are older than the store's own model.</param>
    public static IEnumerable<FitFigures> Of(IReadOnlyList<string> rules, int days, int before, ILookup<string, StandInOrders> marked) =>
        rules.Select(rule => Of(ModelCatalog.Find(rule)!, days, rule == ModelIds.Custom ? before : 0, [.. marked[rule]])).OfType<FitFigures>();

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
