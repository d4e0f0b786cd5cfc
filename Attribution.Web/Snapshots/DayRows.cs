using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Snapshots;

/// <summary>A day's snapshot as rows. The same facts give the same rows, to the last byte.</summary>
internal static class DayRows
{
    public static SnapshotRows Of(StoreSettings store, DayFacts facts)
    {
        var snapshot = SnapshotBuilder.Build(facts);
        // A channel has one sketch, whatever the model.
        var visitors = snapshot.Channels.Select(row => row.Visitors).Distinct().ToDictionary(sketch => sketch, sketch => checked((int)sketch.Estimate));
        return new SnapshotRows(
            store.Id.Value,
            facts.Date,
            [.. snapshot.Channels.Select(row => Row(store, facts.Date, row, visitors[row.Visitors]))],
            VisitRows(store, facts, snapshot),
            [.. snapshot.Campaigns.Select(row => Row(store, facts.Date, row))],
            [.. snapshot.Paths.Select(row => Row(store, facts.Date, row))])
        {
            Models = facts.Models,
            StandIns = StandIns(snapshot),
            Pack = PathPack.Write([.. snapshot.Paths.Select(Packed)]),
        };
    }

    // A data-driven model's stand-in is told by its fit.
    private static string StandIns(DaySnapshot snapshot)
    {
        var rules = snapshot.StandIns.Where(one => ModelCatalog.IsRule(one.Key)).ToDictionary();
        return rules.Count == 0 ? "" : JsonSerializer.Serialize(rules, ApiJson.Options);
    }

    private static AttributionSnapshotRow Row(StoreSettings store, DateOnly day, ChannelDay row, int visitors) => new()
    {
        StoreId = store.Id.Value,
        Model = row.Model,
        Date = day,
        Channel = row.Channel,
        Visits = checked((int)row.Visits),
        UniqueVisitors = visitors,
        OrdersMillionths = row.OrdersMillionths,
        LeadsMillionths = row.LeadsMillionths,
        RevenueMinor = row.RevenueMinor,
        CostMinor = row.CostMinor,
    };

    // Spend keeps the precision it was stated with; where nobody came from there, its row has no visits.
    private static VisitSnapshotRow[] VisitRows(StoreSettings store, DayFacts facts, DaySnapshot snapshot)
    {
        var visits = snapshot.Visits.ToDictionary(row => (row.Channel, row.Source, row.Medium, row.Campaign));
        var costs = facts.Costs.GroupBy(cost => (cost.Channel, cost.Source, cost.Medium, cost.Campaign))
            .ToDictionary(group => group.Key, group => group.Sum(cost => cost.CostMinor));
        return
        [
            .. visits.Keys.Union(costs.Keys)
                .OrderBy(key => key.Channel, StringComparer.Ordinal).ThenBy(key => key.Source, StringComparer.Ordinal)
                .ThenBy(key => key.Medium, StringComparer.Ordinal).ThenBy(key => key.Campaign, StringComparer.Ordinal)
                .Select(key => new VisitSnapshotRow
                {
                    StoreId = store.Id.Value,
                    Date = facts.Date,
                    Channel = key.Channel,
                    Source = key.Source,
                    Medium = key.Medium,
                    Campaign = key.Campaign,
                    Visits = visits.TryGetValue(key, out var came) ? checked((int)came.Visits) : 0,
                    Visitors = (came?.Visitors ?? new VisitorSketch()).ToBytes(),
                    CostMinor = costs.GetValueOrDefault(key),
                }),
        ];
    }

    private static CampaignSnapshotRow Row(StoreSettings store, DateOnly day, CampaignDay row) => new()
    {
        StoreId = store.Id.Value,
        Model = row.Model,
        Date = day,
        Channel = row.Channel,
        Source = row.Source,
        Medium = row.Medium,
        Campaign = row.Campaign,
        ConversionType = row.ConversionType,
        OrdersMillionths = row.OrdersMillionths,
        RevenueMinor = row.RevenueMinor,
    };

    private static PathSnapshotRow Row(StoreSettings store, DateOnly day, PathDay row) => new()
    {
        StoreId = store.Id.Value,
        Date = day,
        ConversionType = row.ConversionType,
        Path = ChannelPath.Text(row.Path),
        Orders = checked((int)row.Orders),
        RevenueMinor = row.RevenueMinor,
        TouchesSum = row.TouchesSum,
        Times = row.Times.ToString(),
        Credits = JsonSerializer.Serialize(row.Credits, ApiJson.Options),
        Touched = JsonSerializer.Serialize(row.Touched.Select(from => new[] { from.Channel, from.Source, from.Medium, from.Campaign }), ApiJson.Options),
        Days = row.Days.ToString(),
        Gaps = row.Gaps.ToString(),
    };

    private static PackedPath Packed(PathDay row) => new(row.ConversionType, row.Path, row.Orders, row.RevenueMinor, row.TouchesSum)
    {
        Times = row.Times.Buckets,
        Days = row.Days,
        Gaps = row.Gaps.Buckets,
        Touched = row.Touched,
    };
}
