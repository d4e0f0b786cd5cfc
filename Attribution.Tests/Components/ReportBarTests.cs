using System.Globalization;
using System.Security.Claims;
using Attribution.Domain;
using Attribution.Web.Components;
using Bunit;

namespace Attribution.Tests.Components;

public sealed class ReportBarTests : BunitContext
{
    internal static readonly FrameStore Store = new(
        new StoreId(1), "north", "North", "EUR", 2, "Europe/Berlin", new(2026, 11, 21), new(2026, 1, 1), new(2026, 11, 18),
        "linear", [new("linear", "Linear", 3), new("markov", "Markov", 1)], []);

    [Fact]
    public void Every_preset_keeps_the_rest_of_the_state()
    {
        var bar = Bar("?attributionModel=markov&channel=email");

        bar.FindAll(".desk .presets a").Select(link => link.GetAttribute("href")).ShouldContain("/channels?range=last_7_days&attributionModel=markov&channel=email&u=1");
        bar.Find(".desk .presets [aria-current]").TextContent.ShouldBe("Last 30 days");
    }

    [Fact]
    public void Two_dates_become_an_exact_range()
    {
        var bar = Bar("?range=today");

        bar.Find("[name=startDate]").Change("2026-11-01");
        bar.Find("[name=endDate]").Change("2026-11-10");
        bar.Find("form.custom").Submit();

        Services.GetService<Microsoft.AspNetCore.Components.NavigationManager>()!.Uri.ShouldEndWith("/channels?startDate=2026-11-01&endDate=2026-11-10&u=1");
    }

    [Fact]
    public void Dates_the_wrong_way_round_are_refused_where_they_stand()
    {
        var bar = Bar("");

        bar.Find("[name=startDate]").Change("2026-11-10");
        bar.Find("[name=endDate]").Change("2026-11-01");
        bar.Find("form.custom").Submit();

        bar.Find(".custom [role=alert]").TextContent.ShouldContain("must not be after");
    }

    [Theory]
    [InlineData("?range=last_month", "Sealed through 18 Nov")]
    [InlineData("?range=last_7_days", "Sealed through 18 Nov")]
    [InlineData("?range=today", "Open days included")]
    public void The_pill_says_through_which_day_figures_are_final(string query, string text) =>
        Bar(query).Find(".pill").TextContent.Trim().ShouldBe(text);

    [Fact]
    public void Chips_remove_their_filter_and_two_can_be_cleared_at_once()
    {
        var chips = Render<FilterChips>(p => p.Add(x => x.View, View("?channel=email&channel=direct&campaign=spring")).Add(x => x.Page, "/channels"));

        chips.FindAll(".filter a").Select(link => link.GetAttribute("href")).ShouldBe(["/channels?campaign=spring&u=1", "/channels?channel=email&channel=direct&u=1"]);
        chips.Find(".btn").GetAttribute("href").ShouldBe("/channels");
        chips.Find(".filter").TextContent.ShouldContain("Direct");
    }

    [Fact]
    public void Days_that_are_not_sealed_are_counted_as_open()
    {
        View("?range=today").OpenDays.ShouldBe(1);
        View("?range=last_7_days").OpenDays.ShouldBe(2);
        View("?range=last_month").OpenDays.ShouldBe(0);
    }

    private static ReportView View(string query) => ReportView.Of(Store, query, CultureInfo.GetCultureInfo("en-GB"));

    private IRenderedComponent<ReportBar> Bar(string query) =>
        Render<ReportBar>(p => p.Add(x => x.Title, "Channels").Add(x => x.View, View(query)).Add(x => x.Page, "/channels"));
}
