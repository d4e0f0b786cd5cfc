using Attribution.Tests.Components;
using Attribution.Web.Analytics.Overview;

namespace Attribution.Tests.Analytics.Overview;

public sealed class OverviewAnswerTests
{
    [Fact]
    public void Two_channels_with_more_than_half_of_the_growth_are_named()
    {
        var moves = new[] { Move("email", 40), Move("paid_search", 30), Move("direct", 20), Move("referral", -10) };

        Answer(Sample.Of(10, 2, 580), Sample.Of(10, 2, 500), moves).ShouldBe("Revenue is up 16.0\u202f% to €580.00. Email and Paid Search brought most of the growth.");
    }

    [Fact]
    public void One_channel_with_more_than_half_is_named_alone() =>
        Answer(Sample.Of(10, 2, 600), Sample.Of(10, 2, 500), [Move("email", 80), Move("direct", 20)]).ShouldBe("Revenue is up 20.0\u202f% to €600.00. Email brought most of the growth.");

    [Fact]
    public void Most_is_not_said_of_less_than_half()
    {
        var moves = new[] { Move("email", 30), Move("direct", 20), Move("display", 20), Move("referral", 20), Move("sms", 20) };

        Answer(Sample.Of(10, 2, 610), Sample.Of(10, 2, 500), moves).ShouldEndWith("Email and Direct brought the largest parts of the growth.");
    }

    [Fact]
    public void A_loss_names_who_lost() =>
        Answer(Sample.Of(10, 2, 400), Sample.Of(10, 2, 500), [Move("email", -120), Move("direct", 20)]).ShouldBe("Revenue is down 20.0\u202f% to €400.00. Email lost the most.");

    [Fact]
    public void Without_earlier_figures_nothing_is_compared() =>
        Answer(Sample.Of(10, 2, 400), Sample.Of(), []).ShouldBe("Revenue is €400.00 from 2 orders. Nothing came in the 2 days before, so there is no comparison.");

    [Fact]
    public void With_comparing_off_the_amount_stands_alone() =>
        Answer(Sample.Of(10, 1, 400), Sample.Of(10, 2, 500), [], "&compare=off").ShouldBe("Revenue is €400.00 from 1 order.");

    [Fact]
    public void Visits_are_the_answer_while_there_is_no_revenue() =>
        Answer(Sample.Of(41), Sample.Of(30), []).ShouldBe("41 visits and no orders yet, after 30 in the 2 days before.");

    [Fact]
    public void An_earlier_period_of_refunds_gives_no_percentage() =>
        Answer(Sample.Of(10, 2, 400), Sample.Of(10, 0, -50), [Move("email", 450)]).ShouldStartWith("Revenue is €400.00, after −€50.00 in the 2 days before.");

    [Fact]
    public void A_store_younger_than_the_comparison_says_so()
    {
        var view = Sample.View(store: ReportBarTests.Store with { FirstDay = new DateOnly(2026, 11, 18) });

        OverviewAnswer.Of(Sample.Overview(Sample.Of(1, 1, 50), Sample.Of(1, 1, 40)), [], view).ShouldEndWith("Data start on 18 Nov, so the comparison is only partial.");
    }

    [Fact]
    public void A_day_that_is_not_over_is_not_called_a_loss()
    {
        var view = Sample.View(store: ReportBarTests.Store with { Today = new DateOnly(2026, 11, 20) });
        var today = view with { Url = view.Url.WithDays(new(view.Store.Today, view.Store.Today)) };

        OverviewAnswer.Of(Sample.Overview(Sample.Of(9, 4, 175.80m), Sample.Of(90, 20, 1592.10m)), [], today)
            .ShouldBe("Revenue is €175.80 from 4 orders so far today. The whole day before brought €1,592.10.");
    }

    private static string Answer(Attribution.Web.Analytics.Figures now, Attribution.Web.Analytics.Figures before, IReadOnlyList<Move> moves, string query = "") =>
        OverviewAnswer.Of(Sample.Overview(now, before), moves, Sample.View(query));

    private static Move Move(string channel, decimal revenue) => new(channel, revenue, 0, 0, 0);
}
