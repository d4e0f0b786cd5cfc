using Attribution.Web.Components;
using Attribution.Web.Components.Charts;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Attribution.Tests.Components;

public sealed class LeafTests : BunitContext
{
    [Fact]
    public void A_delta_says_its_direction_by_sign_and_arrow_and_its_tone_by_class()
    {
        var delta = Render<Delta>(p => p.Add(x => x.Value, new Change("−4.0\u202f%", -1, Tone.Bad))).Find(".delta");

        delta.ClassList.ShouldContain("bad");
        delta.TextContent.Trim().ShouldBe("−4.0\u202f%");
        delta.QuerySelector("svg").ShouldNotBeNull();
    }

    [Fact]
    public void A_kpi_card_speaks_the_full_figure_and_marks_the_chosen_one()
    {
        var card = Render<KpiCard>(p => p
            .Add(x => x.Metric, MetricDefinitions.Of("revenue")).Add(x => x.Value, "€2.7k").Add(x => x.Full, "€2,741.50")
            .Add(x => x.Change, new Change("+12.4\u202f%", 1, Tone.Good)).Add(x => x.Trend, [1, 2, 3]).Add(x => x.Pressed, true).Add(x => x.Href, "/?metric=revenue")).Find("a");

        card.GetAttribute("aria-label").ShouldBe("Revenue €2,741.50, up 12.4\u202f%");
        card.GetAttribute("aria-current").ShouldBe("true");
        card.QuerySelectorAll("svg path").Length.ShouldBe(3);
    }

    [Fact]
    public void A_sparkline_dashes_its_open_days_and_draws_nothing_from_one_value()
    {
        Render<Sparkline>(p => p.Add(x => x.Values, [1, 2, 3]).Add(x => x.Open, 1)).Find("[stroke-dasharray]").ShouldNotBeNull();
        Render<Sparkline>(p => p.Add(x => x.Values, [1])).Markup.Trim().ShouldBeEmpty();
        Render<Sparkline>(p => p.Add(x => x.Values, [2, 2])).Markup.ShouldNotContain("NaN");
    }

    [Fact]
    public void Repeats_in_a_path_are_counted_and_a_cut_is_shown()
    {
        var chips = Render<PathChips>(p => p.Add(x => x.Path, ["email", "email", "…", "direct"])).FindAll("li");

        chips.Count.ShouldBe(3);
        chips[0].TextContent.ShouldContain("Email");
        chips[0].TextContent.ShouldContain("×2");
        chips[1].TextContent.ShouldContain("…");
    }

    [Fact]
    public void A_field_ties_hint_and_error_to_its_control()
    {
        var field = Render<Field>(p => p.Add(x => x.Label, "Weights").Add(x => x.Error, "They must add up to 1.").Add(x => x.Hint, "Three numbers")
            .Add(x => x.ChildContent, wiring => $"<input id=\"{wiring.Id}\" aria-describedby=\"{wiring.Described}\" aria-invalid=\"{wiring.Invalid}\">"));

        var input = field.Find("input");
        field.Find("label").GetAttribute("for").ShouldBe(input.Id);
        input.GetAttribute("aria-invalid").ShouldBe("true");
        input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent.Trim()).ShouldBe(["They must add up to 1.", "Three numbers"]);
    }

    [Fact]
    public void A_table_pins_its_total_and_says_how_it_is_sorted()
    {
        var table = Render<DataTable<string>>(p => p.Add(x => x.Label, "Channels").Add(x => x.Rows, ["a", "b"]).Add(x => x.Total, "all").Add(x => x.Url, new ReportUrl().SortedBy("name")).Add(x => x.Page, "/channels")
            .Add(x => x.Columns, [Column("name") with { Keep = true }, Column("visits"), Column("cost") with { Sortable = false }]));

        table.FindAll("tbody tr").Select(row => row.QuerySelector("th")!.TextContent.Trim()).ShouldBe(["all", "a", "b"]);
        table.FindAll("thead th").Select(head => head.GetAttribute("aria-sort")).ShouldBe(["descending", null, null]);
        table.FindAll("thead a").Select(link => link.GetAttribute("href")).ShouldBe(["/channels?sort=name&u=1", "/channels?sort=-visits&u=1"]);
    }

    [Fact]
    public void A_failed_card_can_be_tried_again_and_quotes_its_reference()
    {
        var tried = 0;
        var card = Render<ErrorCard>(p => p.Add(x => x.Title, "The channel table could not be read").Add(x => x.Reference, "7K2Q").Add(x => x.Retry, () => tried++));

        card.Find("button").Click();

        tried.ShouldBe(1);
        card.Find(".ref").TextContent.ShouldBe("7K2Q");
    }

    [Fact]
    public void A_dialog_closed_by_the_user_says_so()
    {
        bool? open = true;
        var dialog = Render<Dialog>(p => p.Add(x => x.Title, "Rebuild").Add(x => x.Open, true).Add(x => x.OpenChanged, value => open = value));

        dialog.Find("dialog").GetAttribute("data-open").ShouldBe("true");
        dialog.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);

        open.ShouldBe(false);
    }

    [Fact]
    public void A_chart_is_an_image_with_a_summary_and_a_twin_and_is_drawn_once_a_spec()
    {
        var module = JSInterop.SetupModule("./js/chart.js");
        module.Mode = JSRuntimeMode.Loose;
        var spec = new ChartSpec("Revenue by day.", new { }, FormatsTests.In("en-GB").ForScript, new("Day", [], []), "revenue");

        var chart = Render<Chart>(p => p.Add(x => x.Id, "c1").Add(x => x.Spec, spec));
        chart.Render();
        chart.Render(p => p.Add(x => x.Spec, spec with { Summary = "Another." }));

        chart.Find("[role=img]").GetAttribute("aria-label").ShouldBe("Another.");
        chart.Find("#c1-twin").HasAttribute("hidden").ShouldBeTrue();
        module.Invocations["draw"].Count.ShouldBe(2);
    }

    private static TableColumn<string> Column(string id) => new(id, id, row => builder => builder.AddContent(0, row));
}
