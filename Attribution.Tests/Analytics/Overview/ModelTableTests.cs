using Attribution.Web.Analytics.Overview;

namespace Attribution.Tests.Analytics.Overview;

public sealed class ModelTableTests
{
    [Fact]
    public void The_heat_is_the_difference_to_last_touch_against_the_largest()
    {
        var table = ModelTable.Of(Sample.Models(("email", 30, 130), ("direct", 90, 40), ("sms", 51, 50)), all: true);

        table.Largest.ShouldBe(100);
        table.Rows.Select(row => (row.Cells["first_touch"].Difference, row.Cells["first_touch"].Heat)).ShouldBe([(-100m, 4), (50m, 3), (1m, 0)]);
        table.Rows.ShouldAllBe(row => row.Cells["last_touch"].Difference == 0);
    }

    [Fact]
    public void What_no_model_moves_is_the_same_part() =>
        ModelTable.Of(Sample.Models(("email", 30, 80), ("direct", 70, 20)), all: true).Same.ShouldBe(0.5m);

    [Fact]
    public void Under_a_filter_that_cuts_orders_no_part_is_called_the_same() =>
        ModelTable.Of(Sample.Models(("email", 30, 80)), all: true).Same.ShouldBeNull();

    [Fact]
    public void A_channel_without_credit_under_any_model_is_left_out() =>
        ModelTable.Of(Sample.Models(("email", 30, 80), ("audio", 0, 0)), all: true).Rows.Select(row => row.Channel).ShouldBe(["email"]);

    [Fact]
    public void Nine_channels_are_listed_whole_and_more_are_summed_up()
    {
        var many = Sample.Models([.. Enumerable.Range(1, 11).Select(n => ($"c{n}", 10m, (decimal)n))]);

        var table = ModelTable.Of(many, all: false);

        table.Rows.Count.ShouldBe(9);
        table.Rows[^1].Name.ShouldBe("Three others");
        table.Rows[^1].Cells["last_touch"].Revenue.ShouldBe(9 + 10 + 11);
    }

    [Fact]
    public void A_bar_shows_seven_channels_and_the_rest_in_minor_units()
    {
        var (channels, bars) = ModelTable.Bars(Sample.Models([.. Enumerable.Range(1, 10).Select(n => ($"c{n}", 1m, (decimal)n))]), Sample.View());

        channels.ShouldBe(["c10", "c9", "c8", "c7", "c6", "c5", "c4", "rest"]);
        bars[1].Values.ShouldBe([1000, 900, 800, 700, 600, 500, 400, 600]);
    }
}
