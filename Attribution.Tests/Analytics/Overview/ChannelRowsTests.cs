using Attribution.Web.Analytics.Overview;

namespace Attribution.Tests.Analytics.Overview;

public sealed class ChannelRowsTests
{
    private static readonly ChannelDays Twelve = Sample.Channels(
        [.. Enumerable.Range(1, 12).Select(n => Sample.Channel($"c{n:00}", n * 10, n, n * 100m, n == 12 ? 600 : 0, n / 78m))], [Sample.Channel("c01", 1, 1, 50)]);

    [Fact]
    public void Eight_channels_and_the_others_add_up_to_the_total()
    {
        var table = ChannelRows.Of(Twelve, Sample.View().Url, all: false);

        table.Rows.Select(row => row.Name).ShouldBe(["c12", "c11", "c10", "c09", "c08", "c07", "c06", "c05", "Four others"]);
        table.Rows.Sum(row => row.Revenue).ShouldBe(table.Total.Revenue);
        table.Rows.Sum(row => row.Visits).ShouldBe(table.Total.Visits);
        table.Rows.Sum(row => row.Orders).ShouldBe(78);
        table.Rows.Sum(row => row.Share!.Value).ShouldBe(1, 0.0000001m);
    }

    [Fact]
    public void All_channels_are_shown_where_they_are_asked_for() => ChannelRows.Of(Twelve, Sample.View().Url, all: true).Rows.Count.ShouldBe(12);

    [Fact]
    public void Ratios_follow_from_the_sums()
    {
        var row = ChannelRows.Of(Twelve, Sample.View().Url, all: false).Rows[0];

        (row.ConversionRate, row.AverageOrder, row.Roas, row.Roi).ShouldBe((0.1m, 100m, 2m, 1m));
    }

    [Theory]
    [InlineData("&sort=visits", "c01")]
    [InlineData("&sort=-visits", "c12")]
    [InlineData("&sort=channel", "c01")]
    [InlineData("&sort=-channel", "c12")]
    [InlineData("&sort=change", "c01")]
    public void The_address_says_the_order(string query, string first) =>
        ChannelRows.Of(Twelve, Sample.View(query).Url, all: true).Rows[0].Channel.ShouldBe(first);

    [Theory]
    [InlineData("&sort=roas")]
    [InlineData("&sort=-roas")]
    public void What_has_no_meaning_comes_last_either_way(string query) =>
        ChannelRows.Of(Twelve, Sample.View(query).Url, all: true).Rows[0].Channel.ShouldBe("c12");

    [Fact]
    public void Without_anything_before_nothing_is_new() =>
        ChannelRows.Of(Sample.Channels([Sample.Channel("email", 1, 1, 1)], []), Sample.View().Url, all: true).Rows[0].Before.ShouldBeNull();
}
