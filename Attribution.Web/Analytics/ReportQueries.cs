using System.Data;
using Attribution.Domain;
using Attribution.Web.Analytics.Paths;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>Reports out of snapshots, kept for a minute. Nothing here splits an order: it sums what was stored.</summary>
internal sealed class ReportQueries(Database database, ReportCache cache, TimeProvider clock)
{
    public Task<OverviewReport> Overview(ReportRequest request, CancellationToken cancellationToken) =>
        Get("overview", request, "", async (db, head) =>
        {
            var previous = request.Range.Previous;
            var cells = await SnapshotReader.Read(db, request, new DateRange(previous.First, request.Range.Last), byCampaign: false, cancellationToken);
            var current = cells.In(request.Range);
            return new OverviewReport(head) { Totals = await Totals(db, request, current.Figures(), cancellationToken), Previous = cells.In(previous).Figures(), Series = current.Series(request.Range) };
        }, cancellationToken);

    /// <param name="series">Whether each channel comes with its days.</param>
    public Task<ChannelsReport> Channels(ReportRequest request, bool series, CancellationToken cancellationToken) =>
        Get("channels", request, series ? "series" : "", async (db, head) =>
        {
            var cells = await SnapshotReader.Read(db, request, request.Range, byCampaign: false, cancellationToken);
            var totals = cells.Figures();
            return new ChannelsReport(head)
            {
                Channels = [.. cells.By(origin => origin.Channel, StringComparer.Ordinal).Select(row => Channel(row.Key, row.Cells, totals, series ? request.Range : null))],
                Totals = totals,
            };
        }, cancellationToken);

    public Task<ModelsReport> Models(ReportRequest request, ModelOptions options, CancellationToken cancellationToken) =>
        Get("models", request, options.Key, async (db, head) =>
        {
            var models = options.Needed(request.Model);
            var now = await ModelCredits.Read(db, request, request.Range, models, cancellationToken);
            var before = options.Previous ? await ModelCredits.Read(db, request, request.Range.Previous, models, cancellationToken) : null;
            return ModelsTable.Of(head, options, now, before);
        }, cancellationToken);

    public Task<PathsReport> Paths(ReportRequest request, PathOptions options, CancellationToken cancellationToken) =>
        Get("paths", request, $"{options.Limit} {options.Key}", async (db, head) =>
            new PathsReport(head) { Paths = await PathTable.Read(db, request, options, cancellationToken) }, cancellationToken);

    /// <param name="limit">Rows at most; the totals are of all.</param>
    public Task<CampaignsReport> Campaigns(ReportRequest request, int limit, CancellationToken cancellationToken) =>
        Get("campaigns", request, $"{limit}", async (db, head) =>
        {
            var cells = await SnapshotReader.Read(db, request, request.Range, byCampaign: true, cancellationToken);
            var totals = cells.Figures();
            var order = Comparer<Origin>.Create((left, right) => string.CompareOrdinal(TextOf(left), TextOf(right)));
            return new CampaignsReport(head)
            {
                Campaigns = [.. cells.By(origin => origin, order).Take(limit).Select(row => Campaign(row.Key, row.Cells, totals))],
                Totals = totals,
            };
        }, cancellationToken);

    /// <summary>One order of a store; null where there is none of that id.</summary>
    public async Task<JourneyReport?> Journey(StoreSettings store, string orderId, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        if (await new JourneyReader(db, store, cancellationToken).Read(orderId) is not { } facts)
        {
            return null;
        }

        // No snapshot stands behind it, so that the key holds what of the order can change.
        var sealedThrough = await SnapshotReader.SealedThrough(db, store, cancellationToken);
        var day = facts.Order.BookedOn ?? store.Calendar.DayOf(facts.Order.OccurredAt);
        string[] key = ["journey", ReportCache.SettingsOf(store), store.DefaultModel, facts.Order.OrderId, $"{sealedThrough:O}", .. facts.Version()];
        return await cache.Get(key, () => Task.FromResult(new JourneyAccount(facts).Of(
            new ReportHead(store.Key, store.Currency.Code, store.TimeZone, day, day, store.DefaultModel, sealedThrough, clock.GetUtcNow().UtcDateTime))));
    }

    private static async Task<OverviewTotals> Totals(AttributionDb db, ReportRequest request, Figures all, CancellationToken cancellationToken)
    {
        if (!request.Filter.IsEmpty)
        {
            return new OverviewTotals(all);
        }

        var days = await db.SnapshotDays
            .Where(day => day.StoreId == request.Store.Id.Value && day.Date >= request.Range.First && day.Date <= request.Range.Last)
            .GroupBy(_ => 1)
            .Select(all => new { Orders = all.Sum(day => (long)day.UnverifiedOrders), Minor = all.Sum(day => day.UnverifiedMinor) })
            .SingleOrDefaultAsync(cancellationToken);
        return request.Store.Collecting.TrustBrowserOrders || days?.Orders > 0
            ? new OverviewTotals(all) { UnverifiedOrders = days?.Orders ?? 0, UnverifiedRevenue = Cells.Major(days?.Minor ?? 0, request.Store.Currency) }
            : new OverviewTotals(all);
    }

    /// <summary>A report of that name, computed in one instant of the snapshots unless it is known.</summary>
    public async Task<T> Get<T>(
        string name, ReportRequest request, string options, Func<AttributionDb, ReportHead, Task<T>> make, CancellationToken cancellationToken)
        where T : Report
    {
        await using var db = await database.Read(cancellationToken);

        // Read uncommitted is SQLite's deferred transaction here: every query of the report sees the same instant, and nobody waits for it.
        await using var instant = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);
        var generation = await db.Stores.Where(store => store.StoreId == request.Store.Id.Value).Select(store => store.Generation).FirstAsync(cancellationToken);
        return await cache.Get(ReportCache.KeyOf(name, request, generation, options), async () => await make(db, await Head(db, request, cancellationToken)));
    }

    private async Task<ReportHead> Head(AttributionDb db, ReportRequest request, CancellationToken cancellationToken) => new(
        request.Store.Key,
        request.Store.Currency.Code,
        request.Store.TimeZone,
        request.Range.First,
        request.Range.Last,
        request.Model,
        await SnapshotReader.SealedThrough(db, request.Store, cancellationToken),
        clock.GetUtcNow().UtcDateTime)
    {
        StandIn = await FitTable.StandInOf(db, request.Store, request.Range, request.Model, cancellationToken),
    };

    private static ChannelFigures Channel(string channel, Cells cells, Figures totals, DateRange? days)
    {
        var own = cells.Figures();
        return new ChannelFigures(
            channel, own.Visits, own.UniqueVisitors, own.Orders, own.Leads, own.Revenue, Cells.Share(own.Revenue, totals.Revenue), own.ConversionRate,
            own.AverageOrderValue, own.Cost, own.Roi, own.Roas, days is null ? null : cells.Series(days));
    }

    private static CampaignFigures Campaign(Origin origin, Cells cells, Figures totals)
    {
        var own = cells.Figures();
        return new CampaignFigures(
            origin.Channel, origin.Source, origin.Medium, origin.Campaign, own.Visits, own.UniqueVisitors, own.Orders, own.Leads, own.Revenue,
            Cells.Share(own.Revenue, totals.Revenue), own.ConversionRate, own.AverageOrderValue, own.Cost, own.Roi, own.Roas);
    }

    private static string TextOf(Origin origin) => $"{origin.Channel}\u001f{origin.Source}\u001f{origin.Medium}\u001f{origin.Campaign}";
}
