using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>Reads what one order's account is made of: a handful of rows, each found by an index.</summary>
internal sealed class JourneyReader(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;

    /// <summary>Null where the store has no order of that id.</summary>
    public async Task<JourneyFacts?> Read(string orderId)
    {
        if (await db.Orders.FirstOrDefaultAsync(row => row.StoreId == id && row.OrderId == orderId, cancellationToken) is not { } order)
        {
            return null;
        }

        var creditings = await OrderCreditings.Of(db, order, cancellationToken);
        var fits = await OrderFits.Of(db, order, creditings[^1].Attribution, cancellationToken);
        creditings = [.. creditings.SkipLast(1), creditings[^1] with { Attribution = fits.Attribution }];
        var inJourney = (creditings[^1].Attribution?.Touches ?? []).Select(touch => touch.Id).ToHashSet();
        var touches = await Touches([.. creditings.SelectMany(one => one.Attribution?.Touches ?? []).Select(touch => touch.Id).Distinct()]);
        var person = await OrderPerson.Of(db, order, cancellationToken);
        var all = person is null ? [] : await PersonTouches.Of(db, id, person, cancellationToken);
        var definitions = await Definitions(creditings);
        return new JourneyFacts(
            store,
            order,
            creditings,
            touches.ToDictionary(touch => touch.TouchId),
            await Sessions([.. touches.Where(touch => inJourney.Contains(touch.TouchId)).Select(touch => touch.SessionId).Where(session => session.Length > 0).Distinct()]),
            await db.Refunds.Where(row => row.StoreId == id && row.OrderId == orderId).OrderBy(row => row.OccurredAt).ToListAsync(cancellationToken),
            [.. all.Where(touch => !inJourney.Contains(touch.TouchId))],
            definitions.ToDictionary(one => one.Key, one => one.Value.Parameters),
            fits)
        {
            Custom = definitions.Where(one => one.Key.Model == ModelIds.Custom).ToDictionary(one => one.Key.Version, one => one.Value),
        };
    }

    private Task<List<KnownTouch>> Touches(List<Guid> ids) =>
        CountedTouches.Of(db, db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)))
            .Select(row => new KnownTouch(row.Touch.TouchId, row.Touch.SessionId, row.Reason, row.Touch.Flags)).ToListAsync(cancellationToken);

    private Task<List<SessionRow>> Sessions(List<string> ids) =>
        db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.SessionId)).OrderBy(row => row.StartedAt).ToListAsync(cancellationToken);

    // Each version once; a version without a row has the model's defaults.
    private async Task<Dictionary<(string Model, int Version), ModelDefinition>> Definitions(IReadOnlyList<OrderCrediting> creditings)
    {
        var wanted = creditings.SelectMany(one => one.Attribution?.ModelVersions ?? new Dictionary<string, int>()).Select(one => (Model: one.Key, Version: one.Value)).Distinct().ToList();
        var rows = await db.ModelConfigs.Where(row => row.StoreId == id).ToListAsync(cancellationToken);
        var stored = rows.ToDictionary(row => (row.Model, row.Version), row => ModelDefinition.Read(row.Model, row.Parameters));
        var defaults = new ModelDefinition(new Dictionary<string, double>());
        return wanted.ToDictionary(one => one, one => stored.GetValueOrDefault(one, defaults) is var set && ModelCatalog.Find(one.Model) is { } model ? ModelDirectory.InForce(model, set) : set);
    }
}
