using System.Text.Json;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Snapshots;

public class SnapshotBuilderTests
{
    private static long Net(DayFacts facts, Func<string, bool> counts) =>
        facts.Conversions.Where(one => counts(one.Type)).Sum(one => one.ValueMinor)
        - facts.Refunds.Where(one => counts(one.Type)).Sum(one => one.AfterMinor - one.BeforeMinor);

    [Fact]
    public void Under_every_model_the_channels_are_all_orders_leads_and_revenue() =>
        Prop.ForAll(ADay.Any, facts => SnapshotBuilder.Build(facts).Channels.GroupBy(row => row.Model).All(rows =>
                rows.Sum(row => row.RevenueMinor) == Net(facts, type => type == "sale")
                && rows.Sum(row => row.OrdersMillionths) == 1_000_000L * facts.Conversions.Count(one => !one.IsLead)
                && rows.Sum(row => row.LeadsMillionths) == 1_000_000L * facts.Conversions.Count(one => one.IsLead)
                && rows.Sum(row => row.CostMinor) == facts.Costs.Sum(cost => cost.CostMinor)
                && rows.Sum(row => row.Visits) == facts.Visits.Count))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Campaigns_and_paths_add_up_to_every_type() =>
        Prop.ForAll(ADay.Any, facts =>
            {
                var day = SnapshotBuilder.Build(facts);
                return day.Paths.Sum(row => row.RevenueMinor) == Net(facts, _ => true)
                    && day.Paths.Sum(row => row.Orders) == facts.Conversions.Count
                    && day.Paths.All(row => row.Credits.Values.All(credits => credits.Values.Sum() == 1_000_000L * row.Orders))
                    && day.Campaigns.GroupBy(row => row.Model).All(rows =>
                        rows.Sum(row => row.RevenueMinor) == Net(facts, _ => true)
                        && rows.Sum(row => row.OrdersMillionths) == 1_000_000L * facts.Conversions.Count);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_facts_in_another_order_give_the_same_rows() =>
        Prop.ForAll(ADay.Any, facts => Text(facts) == Text(facts with
        {
            Visits = [.. facts.Visits.Reverse()],
            Conversions = [.. facts.Conversions.Reverse()],
            Refunds = [.. facts.Refunds.Reverse()],
            Costs = [.. facts.Costs.Reverse()],
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void An_order_refunded_in_full_leaves_nothing_under_any_model() =>
        Prop.ForAll(AJourney.Any, journey =>
            {
                var order = ADay.Conversion(journey, 9_999);
                var day = SnapshotBuilder.Build(ADay.Empty with { Conversions = [order], Refunds = [ADay.Refund(order, 0, 3_333), ADay.Refund(order, 3_333, 9_999)] });
                return day.Channels.All(row => row.RevenueMinor == 0) && day.Campaigns.All(row => row.RevenueMinor == 0) && day.Paths.Single().RevenueMinor == 0;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_refund_of_another_days_order_is_negative_revenue_and_no_order()
    {
        var day = SnapshotBuilder.Build(ADay.Empty with { Refunds = [ADay.Refund(ADay.Conversion(AJourney.Of("email"), 500), 0, 200)] });

        var row = day.Channels.First(one => one.Channel == "email");
        (row.OrdersMillionths, row.RevenueMinor).ShouldBe((0, -200));
        (day.Paths.Single().Orders, day.Paths.Single().RevenueMinor).ShouldBe((0, -200));
    }

    [Fact]
    public void An_order_without_a_journey_is_unattributed_with_an_empty_path()
    {
        var day = SnapshotBuilder.Build(ADay.Empty with { Conversions = [ADay.Conversion(null, 500)], Refunds = [ADay.Refund(ADay.Conversion(null, 500), 0, 100)] });

        day.Channels.ShouldAllBe(row => row.Channel == "unattributed" && row.RevenueMinor == 400 && row.OrdersMillionths == 1_000_000);
        day.Campaigns.ShouldAllBe(row => row.Channel == "unattributed");
        day.Paths.Single().Path.ShouldBeEmpty();
        day.Paths.Single().Credits["linear"]["unattributed"].ShouldBe(1_000_000);
    }

    [Fact]
    public void Every_channel_with_visits_credit_or_cost_has_a_row_under_every_model()
    {
        var day = SnapshotBuilder.Build(ADay.Empty with
        {
            Visits = [ADay.Visit("v1", "referral")],
            Costs = [new("display", "", "", "", 700, 10, 1)],
            Conversions = [ADay.Conversion(AJourney.Of("email", "direct"), 500)],
        });

        day.Channels.Select(row => row.Model).Distinct().ShouldBe(ModelCatalog.RuleBased);
        day.Channels.GroupBy(row => row.Model, row => row.Channel).ShouldAllBe(rows => string.Join(' ', rows) == "direct display email referral");
    }

    [Fact]
    public void Visitors_are_counted_once_and_visits_each_time()
    {
        var day = SnapshotBuilder.Build(ADay.Empty with { Visits = [ADay.Visit("v1"), ADay.Visit("v1"), ADay.Visit("v2"), ADay.Visit("v1", campaign: "spring")] });

        day.Visits.Select(row => (row.Campaign, row.Visits, row.Visitors.Estimate)).ShouldBe([("", 3, 2), ("spring", 1, 1)]);
        day.Channels.ShouldAllBe(row => row.Visits == 4 && row.Visitors.Estimate == 2);
    }

    [Fact]
    public void Leads_bring_no_revenue_to_a_channel_but_stand_in_campaigns_and_paths()
    {
        var day = SnapshotBuilder.Build(ADay.Empty with { Conversions = [ADay.Conversion(AJourney.Of("email"), 500, "signup")] });

        day.Channels.ShouldAllBe(row => row.RevenueMinor == 0 && row.OrdersMillionths == 0 && row.LeadsMillionths == 1_000_000);
        day.Campaigns.ShouldAllBe(row => row.ConversionType == "signup" && row.RevenueMinor == 500);
        day.Paths.Single().ConversionType.ShouldBe("signup");
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(51, 50)]
    [InlineData(400, 50)]
    public void A_long_path_is_cut_to_its_ends(int touches, int shown)
    {
        var journey = AJourney.Of([.. Enumerable.Range(0, touches).Select(i => "c" + i)]);

        var row = SnapshotBuilder.Build(ADay.Empty with { Conversions = [ADay.Conversion(journey, 1)] }).Paths.Single();

        row.Path.Count.ShouldBe(shown);
        row.Path[10].ShouldBe(touches > 50 ? "…" : "c10");
        (row.Path[9], row.Path[^1], row.Path[^39]).ShouldBe(("c9", $"c{touches - 1}", $"c{touches - 39}"));
        row.TouchesSum.ShouldBe(touches);
    }

    [Fact]
    public void A_path_knows_how_long_it_took()
    {
        var slow = new Journey([AJourney.Touch("email", TimeSpan.FromHours(48))], AJourney.Conversion, null);

        var row = SnapshotBuilder.Build(ADay.Empty with { Conversions = [ADay.Conversion(slow, 1)] }).Paths.Single();

        row.Times.Median!.Value.TotalHours.ShouldBe(48, 48 * 0.05);
    }

    private static string Text(DayFacts facts)
    {
        var day = SnapshotBuilder.Build(facts);
        var sketches = day.Channels.Select(row => row.Visitors).Concat(day.Visits.Select(row => row.Visitors)).Select(sketch => Convert.ToHexString(sketch.ToBytes()));
        return JsonSerializer.Serialize(day) + string.Join(' ', sketches) + string.Join('|', day.Paths.Select(row => row.Times));
    }
}
