using System.Text.Json;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Tests.Components.Charts;

public sealed class LineChartTests
{
    [Fact]
    public void A_day_without_meaning_is_a_gap_and_not_a_zero()
    {
        var spec = Build([0.02m, null, 0.03m]);

        spec.Table.Columns[0].Values[1].ShouldBeNull();
        JsonSerializer.Serialize(spec.Option).ShouldContain("[0.02,null,0.03]");
    }

    [Fact]
    public void The_summary_names_the_highest_and_lowest_day() =>
        Build([0.02m, null, 0.03m]).Summary.ShouldBe("Conversion rate by day, 1 Nov – 3 Nov 2026: highest 3.00\u202f% on 3 Nov, lowest 2.00\u202f% on 1 Nov.");

    [Fact]
    public void Nothing_at_all_is_said_so() => Build([null, null, null]).Summary.ShouldBe("Conversion rate: nothing in 1 Nov – 3 Nov 2026.");

    private static ChartSpec Build(IReadOnlyList<decimal?> values) => LineChart.Build(
        new(MetricDefinitions.Of("conversion_rate"), Units.Rate, new(new(2026, 11, 1), new(2026, 11, 3)), values, null, "", 0),
        FormatsTests.In("en-GB"));
}
