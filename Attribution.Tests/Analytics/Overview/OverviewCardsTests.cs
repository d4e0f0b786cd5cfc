using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Overview;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics.Overview;

public sealed class OverviewCardsTests : BunitContext
{
    public OverviewCardsTests()
    {
        Services.AddLogging();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    private static readonly ChannelDays Channels = Sample.Channels(
        [Sample.Channel("email", 20, 4, 90, 0, 0.9m), Sample.Channel("direct", 5, 1, 10, 0, 0.1m)], [Sample.Channel("email", 10, 2, 50)]);

    [Fact]
    public void While_nothing_is_known_every_card_keeps_its_place()
    {
        var cards = Cards(null);

        cards.FindAll(".kpi").Count.ShouldBe(6);
        cards.FindAll("section.card[aria-busy=true]").Count.ShouldBe(6);
    }

    [Fact]
    public void The_failure_of_one_card_stays_in_it()
    {
        var cards = Cards(Known with { Paths = new(null, "7K2Q") });

        cards.Find(".err .ref").TextContent.ShouldBe("7K2Q");
        cards.FindAll(".err").Count.ShouldBe(1);
        cards.Find(".kpi[aria-current=true] .v").TextContent.ShouldBe("€100.00");
    }

    [Fact]
    public void A_failed_card_can_be_tried_again()
    {
        var tried = 0;
        var cards = Cards(Known with { Models = new(null, "7K2Q") }, () => tried++);

        cards.Find(".err button").Click();

        tried.ShouldBe(1);
    }

    [Fact]
    public void The_total_of_the_table_equals_the_card()
    {
        var cards = Cards(Known);

        cards.Find("tr.total [data-c=revenue]").TextContent.Trim().ShouldBe("€100.00");
        cards.Find(".kpi[aria-current=true] .v").GetAttribute("title").ShouldBe("€100.00");
    }

    [Fact]
    public void A_card_draws_its_figure_by_a_link() =>
        Cards(Known).FindAll(".kpi").Select(card => card.GetAttribute("href")).ShouldContain("/?startDate=2026-11-19&endDate=2026-11-20&metric=orders&u=1");

    [Fact]
    public void A_channel_adds_its_filter() =>
        Cards(Known).Find("tbody .ch[href]").GetAttribute("href").ShouldBe("/?startDate=2026-11-19&endDate=2026-11-20&channel=email&u=1");

    [Theory]
    [InlineData("", "/?startDate=2026-11-19&endDate=2026-11-20&open=channels&u=1")]
    [InlineData("&open=channels", "/?startDate=2026-11-19&endDate=2026-11-20&u=1")]
    public void All_channels_are_one_link_away_and_back(string query, string href)
    {
        var many = Sample.Channels([.. Enumerable.Range(1, 12).Select(n => Sample.Channel($"c{n}", n, n, n))], []);

        Render<ChannelsCard>(p => p.Add(x => x.Channels, many).Add(x => x.View, Sample.View(query))).Find(".card-foot a").GetAttribute("href").ShouldBe(href);
    }

    [Fact]
    public void A_model_that_another_one_stands_in_for_is_marked_in_table_and_bars()
    {
        var fit = new FitFigures("first_touch", null, null, 0, 37, 0, 0, 2, 2, "First touch has no fit. Linear is shown instead.");
        var cards = Cards(Known with { Models = new(Sample.Models(("email", 60, 90), ("direct", 40, 10)) with { Fits = [fit] }, null) });

        cards.Find(".models th[data-c=first_touch] .under").TextContent.ShouldBe("Linear stands in");
        cards.FindAll(".card-foot").Select(foot => foot.TextContent).ShouldContain(text => text.Contains("Linear stands in for First touch"));
        cards.FindAll("a[href^='/models']").Count.ShouldBe(2);
    }

    [Fact]
    public void What_moved_names_the_channel_and_its_part() =>
        Cards(Known).Find(".facts li").TextContent.ShouldContain("+€40.00");

    [Fact]
    public void Visits_without_orders_are_told_the_next_step() =>
        Cards(Known with { Overview = new(Sample.Overview(Sample.Of(41), Sample.Of()), null) }).Find(".note").TextContent.ShouldContain("Visits arrive (41 in these days)");

    private static OverviewFigures Known { get; } = new(
        new(Sample.Overview(Sample.Of(25, 5, 100), Sample.Of(10, 2, 50)), null),
        new(Channels, null),
        new(Sample.Models(("email", 60, 90), ("direct", 40, 10)), null),
        new(new PathsReport(Sample.Head) { Paths = [Sample.Path(3, "email", "direct")] }, null),
        new(new CampaignsReport(Sample.Head) { Campaigns = [], Totals = Sample.Of() }, null),
        new(new DayState(false, false, null, []), null));

    private IRenderedComponent<OverviewCards> Cards(OverviewFigures? figures, Action? retry = null) => Render<OverviewCards>(p =>
    {
        p.Add(x => x.Figures, figures).Add(x => x.View, Sample.View());
        if (retry is not null)
        {
            p.Add(x => x.Retry, retry);
        }
    });
}
