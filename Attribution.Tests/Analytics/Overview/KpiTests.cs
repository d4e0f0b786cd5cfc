using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Tests.Analytics.Overview;

public sealed class KpiTests
{
    [Theory]
    [InlineData("visits", "125,803", "+25.8\u202f%", Tone.Neutral)]
    [InlineData("orders", "3,211", "+7.0\u202f%", Tone.Good)]
    [InlineData("revenue", "€273.6k", "+9.5\u202f%", Tone.Good)]
    [InlineData("conversion_rate", "2.55\u202f%", "−0.45\u202fpp", Tone.Bad)]
    [InlineData("aov", "€85.22", "+2.3\u202f%", Tone.Good)]
    [InlineData("cost", "€68.0k", "+6.3\u202f%", Tone.Bad)]
    [InlineData("roas", "4.02×", "+3.0\u202f%", Tone.Good)]
    public void A_card_tells_figure_and_change(string metric, string value, string change, Tone tone)
    {
        var kpi = Card(metric, Sample.Of(125_803, 3_211, 273_637.65m, 68_000), Sample.Of(100_000, 3_000, 250_000, 64_000));

        (metric == "visits" ? kpi.Full : kpi.Value, kpi.Change.Text, kpi.Change.Tone).ShouldBe((value, change, tone));
    }

    [Fact]
    public void A_hair_of_a_change_of_an_average_is_none() =>
        Card("aov", Sample.Of(10, 100, 10_010), Sample.Of(10, 100, 10_000)).Change.ShouldBe(Change.Unclear);

    [Fact]
    public void A_figure_without_meaning_is_a_dash_with_its_reason()
    {
        var kpi = Card("roas", Sample.Of(10, 1, 100), Sample.Of(10, 1, 90));

        (kpi.Value, kpi.Change, kpi.Reason).ShouldBe(("–", Change.None, "No ROAS to compare: Revenue ÷ cost had no meaning in one of the periods"));
    }

    [Fact]
    public void Fractions_of_orders_are_shown() => Card("orders", Sample.Of(10, 1.5m, 100), Sample.Of(10, 1, 90)).Value.ShouldBe("1.50");

    private static Kpi Card(string metric, Attribution.Web.Analytics.Figures now, Attribution.Web.Analytics.Figures before) =>
        Kpi.Of(OverviewMetric.First.Concat(OverviewMetric.More).Single(one => one.Id == metric), Sample.Overview(now, before), Sample.View());
}
