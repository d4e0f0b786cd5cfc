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
internal sealed class FitCredits(
    StoreSettings store, DateOnly day, IReadOnlyList<DayFit> fits, IReadOnlyList<ConfiguredModel> models, ILookup<string, OrderCreditRow> kept)
{
    /// <summary>Ids of the models.</summary>
    public IEnumerable<string> Models => models.Select(model => model.Model.Id);

    /// <param name="db">Inside the transaction that the day is read in.</param>
    /// <param name="store">The store.</param>
    /// <param name="day">Its day.</param>
    /// <param name="fits">The fits of the day.</param>
    /// <param name="models">The store's data-driven models.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<FitCredits> Open(
        AttributionDb db, StoreSettings store, DateOnly day, IReadOnlyList<DayFit> fits, IReadOnlyList<ConfiguredModel> models, CancellationToken cancellationToken) =>
        new(store, day, fits, models, await Kept(db, store, day, cancellationToken));

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

    /// <summary>A conversion of the day.</summary>
    public ConversionFact Add(ConversionFact conversion) => conversion with
    {
        Attribution = kept.Contains(conversion.OrderId)
            ? conversion.Attribution?.With(kept[conversion.OrderId])
            : Credited(conversion.Attribution, conversion.OccurredAt, conversion.ValueMinor, fits),
    };

    /// <summary>Refunds that were booked on the day.</summary>
    public async Task<IReadOnlyList<RefundFact>> Add(AttributionDb db, IReadOnlyList<RefundFact> refunds, CancellationToken cancellationToken)
    {
        if (refunds.Count == 0)
        {
            return [];
        }

        string[] ids = [.. refunds.Select(refund => refund.OrderId).Distinct()];
        var booked = await db.Orders.Where(order => order.StoreId == store.Id.Value && ids.Contains(order.OrderId))
            .ToDictionaryAsync(order => order.OrderId, order => (order.BookedOn, order.OccurredAt), cancellationToken);
        var written = (await db.OrderCredits.Where(row => row.StoreId == store.Id.Value && ids.Contains(row.OrderId)).ToListAsync(cancellationToken)).ToLookup(row => row.OrderId);
        var others = await DayFits.Stored(
            db, store, [.. booked.Values.Select(order => order.BookedOn).OfType<DateOnly>().Where(other => other != day).Distinct()], models, cancellationToken);

        return
        [
            .. refunds.Select(refund =>
            {
                var order = booked[refund.OrderId];
                var ofDay = order.BookedOn == day ? fits : [.. others.Where(fit => fit.Key.Day == order.BookedOn).Select(fit => fit.Value)];
                var sealedCredits = order.BookedOn == day ? [] : written[refund.OrderId];
                return refund with { Attribution = sealedCredits.Any() ? refund.Attribution?.With(sealedCredits) : Credited(refund.Attribution, order.OccurredAt, refund.ValueMinor, ofDay) };
            }),
        ];
    }

    // An order that was refunded on another sealed day keeps what the refund took back from, whatever a rebuild of its own day finds.
    private static async Task<ILookup<string, OrderCreditRow>> Kept(AttributionDb db, StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await (
            from order in db.Orders
            where order.StoreId == store.Id.Value && order.BookedOn == day && order.RefundedMinor != 0
            join credit in db.OrderCredits on new { order.StoreId, order.OrderId } equals new { credit.StoreId, credit.OrderId }
            where db.Refunds.Any(refund => refund.StoreId == order.StoreId && refund.OrderId == order.OrderId && refund.BookedOn != day
                && db.SnapshotDays.Any(row => row.StoreId == refund.StoreId && row.Date == refund.BookedOn && row.SealedAt != null))
            select credit).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.OrderId);
    }

    private static MarketingAttribution? Credited(MarketingAttribution? attribution, DateTimeOffset occurredAt, long valueMinor, IReadOnlyList<DayFit> fits) =>
        attribution?.With([.. fits.Where(fit => fit.Model is not null).Select(fit => (fit.Model!, fit.Row.Version))], occurredAt, valueMinor);
}
