using System.Text.Json;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Tests.Components.Charts;

public sealed class HistogramChartTests
{
    [Fact]
    public void The_median_is_marked_in_the_chart_and_named_in_the_summary()
    {
        JsonSerializer.Serialize(Spec.Option).ShouldContain("\"data\":[{\"xAxis\":1}]");
        Spec.Summary.ShouldBe("Touches to order: Median 2 touches. Most, 50.0\u202f%, at 1 touch.");
    }

    [Fact]
    public void The_twin_has_counts_and_shares()
    {
        Spec.Table.Rows.ShouldBe(["1 touch", "2 touches", "3 touches"]);
        Spec.Table.Columns[0].Values.ShouldBe([50, 30, 20]);
        Spec.Table.Columns[1].Values.ShouldBe([0.5m, 0.3m, 0.2m]);
    }

    [Fact]
    public void Nothing_is_said_in_words() =>
        HistogramChart.Build(new("Days to order", "Days", "Orders", [new("0", "less than a day", 0)], null, "", "days"), FormatsTests.In("en-GB")).Summary.ShouldBe("Days to order: nothing to count.");

    [Fact]
    public void A_flow_has_a_node_a_step_and_pale_ends()
    {
        var spec = FlowChart.Build(
            new("Steps", "Journeys", [new(1, "email", "direct", 3), new(1, "email", "no_order", 2), new(2, "direct", "order", 3)],
                new Dictionary<string, string> { ["order"] = "Order", ["no_order"] = "No order" }, new HashSet<string> { "no_order" }, "In words.", "steps"),
            FormatsTests.In("en-GB"), ChannelColours.Default);
        var option = JsonSerializer.Serialize(spec.Option);

        foreach (var node in new[] { "1:email", "2:direct", "2:no_order", "3:order" })
        {
            option.ShouldContain($"\"name\":\"{node}\"");
        }

        option.ShouldContain("\"color\":\"@border-soft\"");
        (spec.Table.Rows[1], spec.Table.Columns[1].Values[1], spec.Summary).ShouldBe(("Step 1: Email → No order", 0.4m, "In words."));
    }

    private static ChartSpec Spec => HistogramChart.Build(
        new("Touches to order", "Touches", "Orders", [new("1", "1 touch", 50), new("2", "2 touches", 30), new("3", "3 touches", 20)], 1, "Median 2 touches", "touches"), FormatsTests.In("en-GB"));
}
