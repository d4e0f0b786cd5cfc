using Attribution.Domain.Models;
using Attribution.Tests.Analytics.Overview;
using Attribution.Tests.Components;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Comparing;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics.Comparing;

public sealed class ComparingCardsTests : BunitContext
{
    public ComparingCardsTests()
    {
        Services.AddLogging();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void While_nothing_is_known_every_card_keeps_its_place() =>
        Cards(null).FindAll("section.card[aria-busy=true]").Count.ShouldBe(6);

    [Fact]
    public void What_cannot_be_read_is_said_once_and_the_models_stay_described()
    {
        var cards = Cards(new(new(null, "7K2Q"), Described, new(null, null), new(null, null)));

        cards.FindAll(".err").Count.ShouldBe(1);
        cards.Find(".err .ref").TextContent.ShouldBe("7K2Q");
        cards.Find(".about h3").TextContent.ShouldBe("First touch");
    }

    [Fact]
    public void A_cell_has_the_figure_the_difference_and_its_tint()
    {
        var cell = Cards(Known()).Find(".compared tbody tr:nth-child(2) td.heat[data-c=linear] span");

        cell.TextContent.ShouldContain("€60.00");
        cell.QuerySelector(".d")!.TextContent.ShouldBe("−€20");
        cell.GetAttribute("style")!.ShouldContain("--heat-4");
    }

    [Theory]
    [InlineData("&metric=orders", "6.00")]
    [InlineData("&metric=share", "60.0\u202f%")]
    public void Orders_and_shares_can_be_compared_too(string query, string text) =>
        Cards(Known(), query).Find(".compared tbody tr:nth-child(2) td.heat[data-c=linear] span").TextContent.ShouldContain(text);

    [Fact]
    public void Agreement_is_a_word_and_the_model_that_moves_most_a_name()
    {
        var row = Cards(Known()).Find(".compared tbody tr:nth-child(2)");

        row.QuerySelector(".pill")!.TextContent.ShouldBe("medium");
        row.QuerySelector(".most")!.TextContent.ShouldBe("most moved by Linear");
    }

    [Fact]
    public void A_stand_in_says_so_and_has_no_tint()
    {
        var cards = Cards(Known(standsIn: true));

        cards.FindAll(".compared th .under").Select(under => under.TextContent).ShouldContain("Linear stands in");
        cards.FindAll(".compared td[data-c=markov] .stand-in").Count.ShouldBe(3);
        cards.Find(".about .note").TextContent.ShouldContain("there are 37");
        cards.FindAll(".dots.two").ShouldBeEmpty();
    }

    [Fact]
    public void Charts_stand_before_any_script_and_say_in_words_what_they_show()
    {
        var cards = Cards(Known());

        cards.FindAll(".plot[role=img]").Select(plot => plot.GetAttribute("aria-label")).ShouldAllBe(words => words!.Length > 30);
        cards.FindAll(".dots:not(.two):not(.shift) .dot").Count.ShouldBe(6);
        cards.FindAll(".dots.two .whisker").Count.ShouldBe(2);
    }

    [Fact]
    public void A_difference_whose_interval_holds_nothing_is_called_no_clear_difference()
    {
        var rows = Cards(Known()).FindAll(".dots.shift .dot-row:not(.axis)");

        (rows[0].ClassList.Contains("unclear"), rows[0].QuerySelector(".amount .d")!.TextContent).ShouldBe((true, "no clear difference"));
        (rows[1].ClassList.Contains("unclear"), rows[1].QuerySelector(".amount .d")!.TextContent).ShouldBe((false, "loses"));
    }

    [Fact]
    public void The_two_of_a_pair_are_links_and_change_places_where_they_would_be_one() =>
        Cards(Known(), "&pair=last_touch,markov").FindAll(".shift-pair .menu")[0].QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
            .ShouldContain("/models?startDate=2026-11-19&endDate=2026-11-20&pair=markov,last_touch&u=1");

    [Fact]
    public void Against_the_former_range_what_is_not_clear_is_grey_and_said()
    {
        var cells = Cards(Known(former: true)).FindAll(".change tbody tr:first-child td[data-c=markov] > span");

        cells.ShouldHaveSingleItem().ClassList.ShouldContain("grey");
        cells[0].TextContent.ShouldContain("no clear difference");
    }

    [Fact]
    public void The_chooser_changes_the_address_alone()
    {
        var chooser = Render<ModelChooser>(p => p.Add(x => x.Choice, ModelChoice.Of(View())));
        chooser.Find("input[type=checkbox][value=last_touch]").HasAttribute("disabled").ShouldBeTrue();

        chooser.Find("input[type=checkbox][value=markov]").Change(false);
        chooser.Find("form").Submit();

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/models?startDate=2026-11-19&endDate=2026-11-20&models=linear,last_touch&u=1");
    }

    [Fact]
    public void Fewer_than_two_models_are_not_compared()
    {
        var chooser = Render<ModelChooser>(p => p.Add(x => x.Choice, ModelChoice.Of(View())));

        chooser.Find("input[type=checkbox][value=markov]").Change(false);
        chooser.Find("input[type=checkbox][value=linear]").Change(false);

        chooser.Find("[role=alert]").TextContent.ShouldContain("comparing takes two");
    }

    internal static readonly FrameStore Store = ReportBarTests.Store with { Models = [new("linear", "Linear", 3), new("last_touch", "Last touch", 1), new("markov", "Markov", 1)] };

    internal static ReportView View(string query = "") => Sample.View(query, Store);

    internal static ModelsReport Report(bool standsIn = false, bool former = false) => new(Sample.Head)
    {
        Models = ["last_touch", "linear", "markov"],
        Channels =
        [
            Row("email", 80, 60, 70, former) with { MovesMost = "linear", Intervals = standsIn ? [] : new Dictionary<string, RevenueInterval> { ["markov"] = new(55, 85) } },
            Row("direct", 20, 40, 30, former) with { Intervals = standsIn ? [] : new Dictionary<string, RevenueInterval> { ["markov"] = new(15, 45) } },
        ],
        Fits =
        [
            new FitFigures("markov", standsIn ? null : new(2026, 11, 20), standsIn ? null : new(2026, 8, 23), 900, standsIn ? 37 : 300, 40, 12, 2, standsIn ? 2 : 0, standsIn ? "Markov chain needs 100 conversions in 90 days; there are 37. Linear is shown instead." : null),
        ],
        Pair = new("last_touch", "markov", 10, 0.1m,
        [
            new("direct", new(2, 20), new(3, 30), new(1, 10, new(-5, 25))),
            new("email", new(8, 80), new(7, 70), new(-1, -10, new(-15, -5))),
        ]),
        Previous = former ? new(new(2026, 11, 17), new(2026, 11, 18), 0.9m, [], [], null, new Dictionary<string, ModelCredit>()) : null,
        Totals = new Dictionary<string, ModelCredit> { ["last_touch"] = new(10, 100), ["linear"] = new(10, 100), ["markov"] = new(10, 100) },
    };

    private static ChannelByModel Row(string channel, decimal last, decimal linear, decimal markov, bool former) =>
        new(channel, new Dictionary<string, ModelCredit> { ["last_touch"] = new(last / 10, last), ["linear"] = new(linear / 10, linear), ["markov"] = new(markov / 10, markov) }, Math.Abs(last - linear), 0.12, "medium")
        {
            Change = former ? new Dictionary<string, ModelDifference> { ["last_touch"] = new(1, 10, null), ["linear"] = new(1, 10, null), ["markov"] = new(1, 10, new(-4, 24)) } : null,
        };

    private static Part<ModelsInForce> Described { get; } = new(
        new([.. ModelCatalog.Offered.Select(model => new ModelInForce(model, 1, model.Parameters.Where(one => one.Default is not null).ToDictionary(one => one.Name, one => one.Default!.Value)))]), null);

    private static ComparingFigures Known(bool standsIn = false, bool former = false) => new(new(Report(standsIn, former), null), Described, new(null, null), new(null, null));

    private IRenderedComponent<ComparingCards> Cards(ComparingFigures? figures, string query = "") =>
        Render<ComparingCards>(p => p.Add(x => x.Figures, figures).Add(x => x.View, View(query)));
}
