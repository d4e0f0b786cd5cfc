using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Components;
using Attribution.Web.Components.Charts;

namespace Attribution.Tests.Components.Charts;

public sealed class StackedTimeChartTests
{
    private static readonly Formats English = FormatsTests.In("en-GB");

    [Fact]
    public void A_chart_shows_seven_channels_and_the_rest_and_loses_no_cent()
    {
        var spec = Build(Input(days: 10, channels: 12), Interval.Day);

        var parts = spec.Table.Columns.Where(column => column.Role == Roles.Part).ToList();
        var total = spec.Table.Columns.Single(column => column.Role == Roles.Total);
        parts.Count.ShouldBe(8);
        parts[^1].Name.ShouldBe("The rest");
        parts.Sum(part => part.Values.Sum()).ShouldBe(total.Values.Sum());
    }

    [Theory]
    [InlineData(Interval.Day, 90)]
    [InlineData(Interval.Week, 13)]
    [InlineData(Interval.Month, 4)]
    public void Every_interval_adds_up_to_the_same_total(Interval interval, int steps)
    {
        var input = Input(days: 90, channels: 3);

        var total = Build(input, interval).Table.Columns.Single(column => column.Role == Roles.Total);

        total.Values.Count.ShouldBe(steps);
        total.Values.Sum().ShouldBe(input.Channels.Sum(channel => channel.Total));
    }

    [Fact]
    public void A_first_week_that_is_cut_stands_in_the_table_and_is_not_drawn()
    {
        var spec = Build(Input(days: 57, channels: 1), Interval.Week);

        spec.Table.Columns[0].Values[0].ShouldBe(100);
        JsonSerializer.Serialize(spec.Option).ShouldContain("\"data\":[null,728");
    }

    [Fact]
    public void The_tooltip_of_an_average_says_exact_sums_of_seven_days()
    {
        var spec = Build(Input(days: 40, channels: 1), Interval.SevenDays);

        spec.Tip!.Columns[0].Values[0].ShouldBe(6 * 5 + 100);
        spec.Tip.Columns[0].Values[6].ShouldBe(Enumerable.Range(0, 7).Sum(day => 100 + day));
        spec.Table.Columns[0].Values[0].ShouldBe(100);
    }

    [Fact]
    public void An_earlier_period_has_no_average_before_seven_of_its_days_are_known()
    {
        var input = Input(days: 40, channels: 1) with { Compared = [.. Enumerable.Repeat(7L, 40)] };

        var compared = Build(input, Interval.SevenDays).Tip!.Columns.Single(column => column.Role == Roles.Compare);

        compared.Values.Take(6).ShouldAllBe(value => value == null);
        compared.Values[6].ShouldBe(49);
    }

    [Fact]
    public void Open_days_are_paled_and_named()
    {
        var input = Input(days: 40, channels: 2) with { OpenDays = 2 };

        JsonSerializer.Serialize(Build(input, Interval.Day).Option).ShouldContain("\"xAxis\":37");
        StackedTimeChart.Caption(input, Interval.Day, English).ShouldBe("By channel. Pale: 8 and 9 Dec, still open.");
    }

    [Fact]
    public void A_week_with_an_open_day_is_open() =>
        JsonSerializer.Serialize(Build(Input(days: 70, channels: 2) with { OpenDays = 2 }, Interval.Week).Option).ShouldContain("\"xAxis\":8},{\"xAxis\":9}");

    [Fact]
    public void The_summary_says_sum_and_highest_day() =>
        Build(Input(days: 10, channels: 1), Interval.Day).Summary.ShouldBe("Revenue by day, 31 Oct – 9 Nov 2026: €10.45 in all, highest on 9 Nov with €1.09.");

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void A_few_days_are_bars(int days) =>
        JsonSerializer.Serialize(Build(Input(days, channels: 2), Interval.Day).Option).ShouldContain("\"type\":\"bar\"");

    [Fact]
    public void A_store_without_any_channel_still_has_a_chart() =>
        Should.NotThrow(() => Build(Input(days: 5, channels: 0), Interval.Day));

    [Fact]
    public void Long_ranges_start_with_weeks_or_months()
    {
        Intervals.DefaultOf(30).ShouldBe(Interval.Day);
        Intervals.DefaultOf(90).ShouldBe(Interval.SevenDays);
        Intervals.DefaultOf(365).ShouldBe(Interval.Week);
        Enumerable.Range(1, 1000).ShouldAllBe(days => Intervals.For(days).Contains(Intervals.DefaultOf(days)));
    }

    private static ChartSpec Build(StackedTimeInput input, Interval interval) => StackedTimeChart.Build(input, interval, English, ChannelColours.Default);

    // Channel 0 earns 100, 101, … a day after six days of 5; each further one 100 less on every day.
    private static StackedTimeInput Input(int days, int channels)
    {
        string[] ids = ["paid_search", "email", "direct", "affiliate", "display", "referral", "sms", "push", "chat", "phone", "audio", "partner"];
        var series = ids.Take(channels).Select((id, rank) => new ChannelSeries(id, [.. Enumerable.Range(0, days).Select(day => 100L + day - (rank * 100))], [5, 5, 5, 5, 5, 5]));
        return new("Revenue", Units.Money, new(new(2026, 10, 31), new DateOnly(2026, 10, 31).AddDays(days - 1)), [.. series], null, "", 0);
    }
}
