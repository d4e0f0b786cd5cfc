using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>
/// Adds to a day's conversions and refunds what data-driven models credit: a conversion by the fit of its day, a refund by what its
/// order was credited with, which is written beside the order once its day is sealed.
/// </summary>
internal static class FitCredits
{
    public static async Task<DayFacts> Add(
        AttributionDb db, StoreSettings store, DayFacts facts, IReadOnlyList<DayFit> fits, IReadOnlyList<ConfiguredModel> models, CancellationToken cancellationToken)
    {
        var refunds = await Refunds(db, store, facts, fits, models, cancellationToken);
        var kept = await Kept(db, store, facts, cancellationToken);
        return facts with
        {
            Models = [.. facts.Models, .. models.Select(model => model.Model.Id)],
            Conversions =
            [
                .. facts.Conversions.AsParallel().AsOrdered().Select(one => one with
                {
                    Attribution = kept.Contains(one.OrderId) ? one.Attribution?.With(kept[one.OrderId]) : Credited(one.Attribution, one.OccurredAt, one.ValueMinor, fits),
                }),
            ],
            Refunds = refunds,
        };
    }

    /// <summary>What is written beside the day's orders when it is sealed. Where a model has no fit there is nothing to write.</summary>
    public static IEnumerable<OrderCreditRow> RowsOf(StoreSettings store, DayFacts facts, IReadOnlyList<DayFit> fits) =>
        from fit in fits
        where fit.Model is not null
        from conversion in facts.Conversions
        where conversion.Attribution is not null
        select new OrderCreditRow
        {
            StoreId = store.Id.Value,
            OrderId = conversion.OrderId,
            Model = fit.Row.Model,
            Version = fit.Row.Version,
            FitDate = fit.Row.Date,
            Credits = StoredFits.Text(conversion.Attribution!.CreditsUnder(fit.Row.Model)!),
        };

    // An order that was refunded on another sealed day keeps what the refund took back from, whatever a rebuild of its own day finds.
    private static async Task<ILookup<string, OrderCreditRow>> Kept(AttributionDb db, StoreSettings store, DayFacts facts, CancellationToken cancellationToken)
    {
        var rows = await (
            from order in db.Orders
            where order.StoreId == store.Id.Value && order.BookedOn == facts.Date && order.RefundedMinor != 0
            join credit in db.OrderCredits on new { order.StoreId, order.OrderId } equals new { credit.StoreId, credit.OrderId }
            where db.Refunds.Any(refund => refund.StoreId == order.StoreId && refund.OrderId == order.OrderId && refund.BookedOn != facts.Date
                && db.SnapshotDays.Any(day => day.StoreId == refund.StoreId && day.Date == refund.BookedOn && day.SealedAt != null))
            select credit).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.OrderId);
    }

    private static async Task<IReadOnlyList<RefundFact>> Refunds(
        AttributionDb db, StoreSettings store, DayFacts facts, IReadOnlyList<DayFit> fits, IReadOnlyList<ConfiguredModel> models, CancellationToken cancellationToken)
    {
        if (facts.Refunds.Count == 0)
        {
            return [];
        }

        string[] ids = [.. facts.Refunds.Select(refund => refund.OrderId).Distinct()];
        var booked = await db.Orders.Where(order => order.StoreId == store.Id.Value && ids.Contains(order.OrderId))
            .ToDictionaryAsync(order => order.OrderId, order => (order.BookedOn, order.OccurredAt), cancellationToken);
        var written = (await db.OrderCredits.Where(row => row.StoreId == store.Id.Value && ids.Contains(row.OrderId)).ToListAsync(cancellationToken)).ToLookup(row => row.OrderId);
        var others = await DayFits.Stored(
            db, store, [.. booked.Values.Select(order => order.BookedOn).OfType<DateOnly>().Where(day => day != facts.Date).Distinct()], models, cancellationToken);

        return
        [
            .. facts.Refunds.Select(refund =>
            {
                var order = booked[refund.OrderId];
                var ofDay = order.BookedOn == facts.Date ? fits : [.. others.Where(fit => fit.Key.Day == order.BookedOn).Select(fit => fit.Value)];
                var sealedCredits = order.BookedOn == facts.Date ? [] : written[refund.OrderId];
                return refund with { Attribution = sealedCredits.Any() ? refund.Attribution?.With(sealedCredits) : Credited(refund.Attribution, order.OccurredAt, refund.ValueMinor, ofDay) };
            }),
        ];
    }

    private static MarketingAttribution? Credited(MarketingAttribution? attribution, DateTimeOffset occurredAt, long valueMinor, IReadOnlyList<DayFit> fits) =>
        attribution?.With([.. fits.Where(fit => fit.Model is not null).Select(fit => (fit.Model!, fit.Row.Version))], occurredAt, valueMinor);
}
