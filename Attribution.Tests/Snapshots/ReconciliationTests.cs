using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Snapshots;

public class ReconciliationTests
{
    private static readonly DateTimeOffset First = DateTimeOffset.Parse("2026-06-01T00:00:00Z", null);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_model_adds_up_to_the_days_orders_less_its_refunds(int seed)
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Random(app, seed).Save();

        await app.Build();

        foreach (var day in await app.Read(db => db.SnapshotDays.Select(row => row.Date).ToListAsync()))
        {
            var (orders, leads, revenue) = await app.Read(db => Truth(db.Orders, db.Refunds, day));
            foreach (var model in ModelCatalog.Ids)
            {
                var rows = await app.Read(db => db.AttributionSnapshots.Where(row => row.Model == model && row.Date == day).ToListAsync());
                (rows.Sum(row => row.OrdersMillionths), rows.Sum(row => row.LeadsMillionths), rows.Sum(row => row.RevenueMinor))
                    .ShouldBe((orders * 1_000_000, leads * 1_000_000, revenue), $"{model} on {day}");
            }
        }
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rows_bit_for_bit()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = Random(app, 7);
        await history.Save();
        await app.Build();
        var before = await AllRows(app);

        await app.Rebuild("2026-05-25", "2026-06-15");

        (await AllRows(app)).ShouldBe(before);
        before.Length.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task An_order_refunded_in_parts_leaves_nothing_behind()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        var order = history.Order("o1", "2026-06-10T12:00:00Z", 100_01, [.. Enumerable.Range(1, 7).Select(i => history.Visit($"2026-06-0{i}T10:00:00Z", $"channel{i}"))]);
        history.Refund(order, "2026-06-11T12:00:00Z", 33_34);
        history.Refund(order, "2026-06-12T12:00:00Z", 66_67);
        await history.Save();

        await app.Build();

        var sums = await app.Read(db => db.AttributionSnapshots.GroupBy(row => new { row.Model, row.Channel }).Select(group => group.Sum(row => row.RevenueMinor)).ToListAsync());
        sums.Count.ShouldBe(7 * ModelCatalog.Ids.Count);
        sums.ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public async Task What_nobody_earned_stays_in_every_total()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 50_00);
        await history.Save();

        await app.Build();

        var rows = await app.Read(db => db.AttributionSnapshots.ToListAsync());
        rows.Select(row => row.Model).ShouldBe(ModelCatalog.Ids, ignoreOrder: true);
        rows.ShouldAllBe(row => row.Channel == MarketingChannel.Unattributed && row.RevenueMinor == 50_00 && row.OrdersMillionths == 1_000_000);
    }

    private static async Task<(int Orders, int Leads, long Revenue)> Truth(IQueryable<OrderRow> orders, IQueryable<RefundRow> refunds, DateOnly day)
    {
        var booked = await orders.Where(order => order.BookedOn == day).ToListAsync();
        var sales = booked.Where(order => order.Type == "sale").ToList();
        var taken = await refunds.Where(refund => refund.BookedOn == day).SumAsync(refund => refund.AmountMinor);
        return (sales.Count, booked.Count - sales.Count, sales.Sum(order => order.ValueMinor) - taken);
    }

    internal static async Task<string> AllRows(TestApp app) => JsonSerializer.Serialize(new object[]
    {
        await app.Read(db => db.AttributionSnapshots.OrderBy(row => row.Date).ThenBy(row => row.Model).ThenBy(row => row.Channel).ToListAsync()),
        await app.Read(db => db.VisitSnapshots.OrderBy(row => row.Date).ThenBy(row => row.Channel).ThenBy(row => row.Source).ThenBy(row => row.Campaign).ToListAsync()),
        await app.Read(db => db.CampaignSnapshots.OrderBy(row => row.Date).ThenBy(row => row.Model).ThenBy(row => row.Channel).ThenBy(row => row.Campaign).ThenBy(row => row.ConversionType).ToListAsync()),
        await app.Read(db => db.PathSnapshots.OrderBy(row => row.Date).ThenBy(row => row.ConversionType).ThenBy(row => row.Path).ToListAsync()),
        await app.Read(db => db.DropOutSnapshots.OrderBy(row => row.Date).ThenBy(row => row.Path).ToListAsync()),
        await app.Read(db => db.ModelFits.OrderBy(row => row.Date).ThenBy(row => row.Model).Select(row => new { row.Date, row.Model, row.Document, row.Journeys, row.Censored }).ToListAsync()),
        await app.Read(db => db.OrderCredits.OrderBy(row => row.OrderId).ThenBy(row => row.Model).ToListAsync()),
    });

    /// <summary>A fortnight of journeys over a dozen channels, odd values, leads, and refunds in parts on later days.</summary>
    internal static History Random(TestApp app, int seed, int orders = 60)
    {
        var random = new Random(seed);
        var history = new History(app);
        for (var i = 0; i < orders; i++)
        {
            var at = First.AddMinutes(random.Next(14 * 24 * 60));
            var touches = new Touch[random.Next(6)];
            for (var t = 0; t < touches.Length; t++)
            {
                touches[t] = history.Visit(
                    at.AddMinutes(-random.Next(1, 10_000)), MarketingChannel.All[random.Next(6)].Id, $"v{random.Next(40)}", $"source{random.Next(3)}", "m", $"c{random.Next(3)}");
            }

            var order = history.Order($"o{i}", at, random.Next(0, 30_000), random.Next(5) == 0 ? "signup" : "sale", touches);
            for (var left = random.Next(3); left > 0 && order.Type == "sale" && order.RefundedMinor < order.ValueMinor; left--)
            {
                history.Refund(order, at.AddHours(random.Next(1, 200)), random.NextInt64(1, order.ValueMinor - order.RefundedMinor + 1));
            }
        }

        history.Cost("2026-06-03", "paid_search", 123_45);
        history.Cost("2026-06-04", "email", 67_89, "source1", "m", "c1");
        return history;
    }
}
