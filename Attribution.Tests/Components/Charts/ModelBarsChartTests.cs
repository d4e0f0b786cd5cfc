using System.Text.Json;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Tests.Components.Charts;

public sealed class ModelBarsChartTests
{
    [Fact]
    public void The_chosen_model_is_bold_and_the_bars_share_one_scale()
    {
        var option = JsonSerializer.Serialize(Spec.Option);

        option.ShouldContain("\"value\":\"Linear\",\"textStyle\":{\"align\":\"left\",\"fontWeight\":600");
        option.ShouldContain("\"max\":300");
    }

    [Fact]
    public void The_twin_has_a_row_a_model_and_a_column_a_channel()
    {
        Spec.Table.Rows.ShouldBe(["Last touch", "Linear"]);
        Spec.Table.Columns.Select(column => column.Name).ShouldBe(["Email", "The rest"]);
        Spec.Table.Columns[0].Values.ShouldBe([200, 100]);
    }

    [Fact]
    public void The_summary_names_who_comes_first() =>
        Spec.Summary.ShouldContain("Last touch: Email first with 66.7\u202f%.");

    private static ChartSpec Spec => ModelBarsChart.Build(
        ["email", ChannelColours.Rest],
        [new("last_touch", "Last touch", [200, 100]), new("linear", "Linear", [100, 200])],
        "linear", FormatsTests.In("en-GB"), ChannelColours.Default);
}
