using System.Text.Json;
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
        return new JourneyFacts(
            store,
            order,
            creditings,
            touches.ToDictionary(touch => touch.TouchId),
            await Sessions([.. touches.Where(touch => inJourney.Contains(touch.TouchId)).Select(touch => touch.SessionId).Where(session => session.Length > 0).Distinct()]),
            await db.Refunds.Where(row => row.StoreId == id && row.OrderId == orderId).OrderBy(row => row.OccurredAt).ToListAsync(cancellationToken),
            [.. all.Where(touch => !inJourney.Contains(touch.TouchId))],
            await Parameters(creditings),
            fits);
    }

    // What a touch was resolved to anew holds, also for why.
    private async Task<IReadOnlyList<KnownTouch>> Touches(List<Guid> ids)
    {
        var touches = await db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).Select(row => new KnownTouch(row.TouchId, row.SessionId, row.Reason, row.Flags)).ToListAsync(cancellationToken);
        var anew = await db.TouchChannels.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).OrderBy(row => row.Version).Select(row => new { row.TouchId, row.Reason }).ToListAsync(cancellationToken);
        return [.. touches.Select(touch => anew.FindLast(row => row.TouchId == touch.TouchId) is { } later ? touch with { Reason = later.Reason } : touch)];
    }

    private Task<List<SessionRow>> Sessions(List<string> ids) =>
        db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.SessionId)).OrderBy(row => row.StartedAt).ToListAsync(cancellationToken);

    // Each version once; a version without a row has the model's defaults.
    private async Task<Dictionary<(string Model, int Version), IReadOnlyDictionary<string, double>>> Parameters(IReadOnlyList<OrderCrediting> creditings)
    {
        var wanted = creditings.SelectMany(one => one.Attribution?.ModelVersions ?? new Dictionary<string, int>()).Select(one => (Model: one.Key, Version: one.Value)).Distinct().ToList();
        var rows = await db.ModelConfigs.Where(row => row.StoreId == id).ToListAsync(cancellationToken);
        var stored = rows.ToDictionary(row => (row.Model, row.Version), row => JsonSerializer.Deserialize<Dictionary<string, double>>(row.Parameters)!);
        return wanted.ToDictionary(one => one, IReadOnlyDictionary<string, double> (one) => InForce(ModelCatalog.Find(one.Model), stored.GetValueOrDefault(one, [])));
    }

    // A parameter that another one stands for has no value of its own.
    private static Dictionary<string, double> InForce(ModelDescription? model, Dictionary<string, double> set)
    {
        if (model is null)
        {
            return set;
        }

        var replaced = set.Keys.Any(name => model.Parameters.Any(parameter => parameter.Name == name && parameter.Default is null));
        return model.Parameters.Where(parameter => set.ContainsKey(parameter.Name) || (parameter.Default is not null && !replaced))
            .ToDictionary(parameter => parameter.Name, parameter => set.TryGetValue(parameter.Name, out var value) ? value : parameter.Default!.Value);
    }
}
