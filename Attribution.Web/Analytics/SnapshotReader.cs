using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>Reads the cells of a report out of snapshot tables, and out of no other.</summary>
internal static class SnapshotReader
{
    /// <summary>The cells of a range under a model. Without <paramref name="byCampaign"/> a filter may leave only the channel known.</summary>
    public static async Task<Cells> Read(AttributionDb db, ReportRequest request, DateRange range, bool byCampaign, CancellationToken cancellationToken) => new(
        request.Store.Currency,
        byCampaign || request.Filter.NeedsCampaigns
            ? await Campaigns(db, request, range, cancellationToken)
            : await Channels(db, request, range, cancellationToken),
        await Visits(db, request, range, cancellationToken));

    /// <summary>The credit under each of several models, by model and channel, summed over the range.</summary>
    public static async Task<IReadOnlyList<(string Model, CreditCell Cell)>> Under(
        AttributionDb db, ReportRequest request, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var cells = new List<(string Model, CreditCell Cell)>();
        foreach (var model in models)
        {
            var found = request.Filter.NeedsCampaigns
                ? await CampaignSums(db, request, model, cancellationToken)
                : await ChannelSums(db, request, model, cancellationToken);
            cells.AddRange(found.Select(cell => (model, cell)));
        }

        return cells;
    }

    private static async Task<IEnumerable<CreditCell>> CampaignSums(AttributionDb db, ReportRequest request, string model, CancellationToken cancellationToken)
    {
        var rows = await Under(db, Filtered(db, request, request.Range), model)
            .GroupBy(row => new { row.Channel, row.ConversionType })
            .Select(group => new { group.Key, Orders = group.Sum(row => row.OrdersMillionths), Revenue = group.Sum(row => row.RevenueMinor) })
            .ToListAsync(cancellationToken);
        return rows.Select(row => Cell(request, request.Range.First, new(row.Key.Channel, "", "", ""), row.Key.ConversionType, row.Orders, row.Revenue));
    }

    private static async Task<IEnumerable<CreditCell>> ChannelSums(AttributionDb db, ReportRequest request, string model, CancellationToken cancellationToken)
    {
        var sums = await Under(db, Channels(db, request, request.Range), model)
            .GroupBy(row => row.Channel)
            .Select(group => new
            {
                Channel = group.Key,
                Orders = group.Sum(row => row.OrdersMillionths),
                Leads = group.Sum(row => row.LeadsMillionths),
                Revenue = group.Sum(row => row.RevenueMinor),
            })
            .ToListAsync(cancellationToken);
        return sums.Select(row => new CreditCell(request.Range.First, new(row.Channel, "", "", ""), row.Orders, row.Leads, row.Revenue));
    }

    // A day that was closed before a model was offered has no rows of it: what linear says stands in, so that all models tell of the same orders.
    private static IQueryable<AttributionSnapshotRow> Under(AttributionDb db, IQueryable<AttributionSnapshotRow> rows, string model) => ModelCatalog.RuleBased.Contains(model)
        ? rows.Where(row => row.Model == model)
        : rows.Where(row => row.Model == model
            || (row.Model == ModelIds.Linear && !db.AttributionSnapshots.Any(own => own.StoreId == row.StoreId && own.Model == model && own.Date == row.Date)));

    private static IQueryable<CampaignSnapshotRow> Under(AttributionDb db, IQueryable<CampaignSnapshotRow> rows, string model) => ModelCatalog.RuleBased.Contains(model)
        ? rows.Where(row => row.Model == model)
        : rows.Where(row => row.Model == model
            || (row.Model == ModelIds.Linear && !db.AttributionSnapshots.Any(own => own.StoreId == row.StoreId && own.Model == model && own.Date == row.Date)));

    /// <summary>The last day up to which all is sealed; null where none is.</summary>
    public static async Task<DateOnly?> SealedThrough(AttributionDb db, StoreSettings store, CancellationToken cancellationToken)
    {
        var days = db.SnapshotDays.Where(day => day.StoreId == store.Id.Value);
        var last = await days.Where(day => day.SealedAt != null).MaxAsync(day => (DateOnly?)day.Date, cancellationToken);
        var open = await days.Where(day => day.SealedAt == null && day.Date < last).MinAsync(day => (DateOnly?)day.Date, cancellationToken);
        return open is null ? last : await days.Where(day => day.SealedAt != null && day.Date < open).MaxAsync(day => (DateOnly?)day.Date, cancellationToken);
    }

    private static async Task<IReadOnlyList<CreditCell>> Channels(AttributionDb db, ReportRequest request, DateRange range, CancellationToken cancellationToken)
    {
        var rows = await Under(db, Channels(db, request, range), request.Model)
            .Select(row => new { row.Date, row.Channel, row.OrdersMillionths, row.LeadsMillionths, row.RevenueMinor })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CreditCell(row.Date, new(row.Channel, "", "", ""), row.OrdersMillionths, row.LeadsMillionths, row.RevenueMinor))];
    }

    private static IQueryable<AttributionSnapshotRow> Channels(AttributionDb db, ReportRequest request, DateRange range)
    {
        var rows = db.AttributionSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= range.First && row.Date <= range.Last);
        return request.Filter.Channels.Count > 0 ? rows.Where(row => request.Filter.Channels.Contains(row.Channel)) : rows;
    }

    private static async Task<IReadOnlyList<CreditCell>> Campaigns(AttributionDb db, ReportRequest request, DateRange range, CancellationToken cancellationToken)
    {
        var rows = await Under(db, Filtered(db, request, range), request.Model).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => Cell(
                request, row.Date, new(row.Channel, row.Source, row.Medium, row.Campaign), row.ConversionType, row.OrdersMillionths, row.RevenueMinor)),
        ];
    }

    // Leads stand beside orders, unless somebody asks for a type of them: then they are the figures.
    private static CreditCell Cell(ReportRequest request, DateOnly date, Origin origin, string type, long millionths, long minor)
    {
        var lead = request.Store.IsLead(type);
        return lead && request.Filter.ConversionTypes.Count == 0
            ? new CreditCell(date, origin, 0, millionths, 0)
            : new CreditCell(date, origin, millionths, lead ? millionths : 0, minor);
    }

    private static IQueryable<CampaignSnapshotRow> Filtered(AttributionDb db, ReportRequest request, DateRange range)
    {
        var filter = request.Filter;
        var rows = db.CampaignSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= range.First && row.Date <= range.Last);
        rows = filter.Channels.Count > 0 ? rows.Where(row => filter.Channels.Contains(row.Channel)) : rows;
        rows = filter.Sources.Count > 0 ? rows.Where(row => filter.Sources.Contains(row.Source)) : rows;
        rows = filter.Mediums.Count > 0 ? rows.Where(row => filter.Mediums.Contains(row.Medium)) : rows;
        rows = filter.Campaigns.Count > 0 ? rows.Where(row => filter.Campaigns.Contains(row.Campaign)) : rows;
        return filter.ConversionTypes.Count > 0 ? rows.Where(row => filter.ConversionTypes.Contains(row.ConversionType)) : rows;
    }

    private static async Task<IReadOnlyList<VisitCell>> Visits(AttributionDb db, ReportRequest request, DateRange range, CancellationToken cancellationToken)
    {
        var filter = request.Filter;
        var rows = db.VisitSnapshots.Where(row => row.StoreId == request.Store.Id.Value && row.Date >= range.First && row.Date <= range.Last);
        rows = filter.Channels.Count > 0 ? rows.Where(row => filter.Channels.Contains(row.Channel)) : rows;
        rows = filter.Sources.Count > 0 ? rows.Where(row => filter.Sources.Contains(row.Source)) : rows;
        rows = filter.Mediums.Count > 0 ? rows.Where(row => filter.Mediums.Contains(row.Medium)) : rows;
        rows = filter.Campaigns.Count > 0 ? rows.Where(row => filter.Campaigns.Contains(row.Campaign)) : rows;
        var found = await rows.ToListAsync(cancellationToken);
        return
        [
            .. found.Select(row => new VisitCell(
                row.Date, new(row.Channel, row.Source, row.Medium, row.Campaign), row.Visits, VisitorSketch.FromBytes(row.Visitors), row.CostMinor)),
        ];
    }
}
