using Attribution.Tests.Analytics.Overview;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Paths;
using Attribution.Web.Components;
using Bunit;

namespace Attribution.Tests.Analytics.Paths;

public sealed class PathCardsTests : BunitContext
{
    private static readonly FilterValue[] Channels = [new("email", "Email", ""), new("direct", "Direct", "")];

    public PathCardsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void The_list_shows_all_and_then_each_path_with_its_orders()
    {
        var card = Top("");

        card.Find("tr.total").TextContent.ShouldContain("All paths and orders without one");
        card.FindAll("tbody tr:not(.total)").Select(row => row.QuerySelectorAll("td")[1].TextContent.Trim()).ShouldBe(["3", "2", "1"]);
        card.Find(".card-foot").TextContent.ShouldContain("1 order over €10.00 came without any touch");
    }

    [Fact]
    public void A_channel_is_chosen_by_a_link_that_matches_as_it_is_set()
    {
        var card = Top("&open=ends");

        card.Find("nav.seg a[aria-current=true]").TextContent.ShouldBe("ends with");
        card.FindAll(".path-channel a").Select(link => link.GetAttribute("href")!).ShouldAllBe(href => href.Contains("pathEnds="));
    }

    [Fact]
    public void The_flow_is_told_in_words_and_as_a_table()
    {
        var spec = Spec(Study());

        spec.Summary.ShouldBe("How journeys flow through their first four channels. Most begin with Email: 8 of 10. 50.0\u202f% of journeys ended with an order. 40\u202f% of orders came by a single channel.");
        spec.Table.Rows.ShouldContain("Step 1: Email → No order");
        spec.Table.Columns[0].Name.ShouldBe("Journeys");
    }

    [Fact]
    public void A_caption_says_which_days_hold_journeys_without_an_order() =>
        PathFlowWords.Caption(Flow, Sample.View()).ShouldBe("10 journeys ended, 19 Nov 2026: 5 with an order, 5 without one. A channel that follows itself is one step");

    [Fact]
    public void Roles_sort_by_the_address()
    {
        RoleFigures[] roles = [new("email", 5, 4, 3, 2, 1, 1.5m), new("direct", 4, 1, 1, 3, 2, 0.33m), new("display", 2, 2, 2, 0, 0, null)];

        RoleColumns.Sorted(roles, Sample.View()).Select(row => row.Channel).ShouldBe(["email", "direct", "display"]);
        RoleColumns.Sorted(roles, Sample.View("&sort=-last")).Select(row => row.Channel).ShouldBe(["direct", "email", "display"]);
        RoleColumns.Sorted(roles, Sample.View("&sort=-assist_ratio")).Select(row => row.Channel).ShouldBe(["display", "email", "direct"]);
    }

    [Fact]
    public void Two_channels_that_meet_are_read_from_either_side()
    {
        var card = Render<OverlapCard>(parameters => parameters.Add(one => one.Study, Study()).Add(one => one.View, Sample.View()));

        card.FindAll("tbody tr").Select(row => string.Join(' ', row.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))).ShouldBe(["Email 4–50.0 %2", "Direct 366.7 %2–"]);
        card.Find(".card-foot").TextContent.ShouldContain("Email and Direct meet most often: on the way to 2 orders.");
    }

    [Theory]
    [InlineData(0.4, "half were placed within an hour of the first")]
    [InlineData(35.2, "half were placed within 35 hours of the first")]
    [InlineData(100, "half were placed within 4.2 days of the first")]
    public void The_answer_is_one_sentence(double hours, string expected) =>
        PathsAnswer.Of(Study() with { Spread = Spread(hours) }, Sample.View()).ShouldBe($"60\u202f% of orders took more than one touch; {expected}.");

    private static PathTransitions Flow { get; } = new(
        10, 5, 5, new(2026, 11, 19), new(2026, 11, 19), null,
        [new(1, "email", "direct", 3), new(1, "email", "order", 1), new(1, "email", "no_order", 4), new(1, "direct", "order", 1), new(1, "direct", "no_order", 1), new(2, "direct", "order", 3)]);

    private static PathSpread Spread(double hours) => new(5, 2, 1.8m, hours, 3, [new(1, 2), new(2, 3)], [new(0, 5)], [new(0, 1, 3), new(1, null, 1)]);

    private static Web.Components.Charts.ChartSpec Spec(PathStudy study) =>
        Web.Components.Charts.FlowChart.Build(PathFlowWords.InputOf(study.Flow, Sample.View()), Sample.View().Formats, ChannelColours.Default);

    private static PathStudy Study() => new(Sample.Head)
    {
        Different = 2,
        All = Sample.Path(6),
        Top = [Sample.Path(3, "email", "direct"), Sample.Path(2, "email"), Sample.Path(1)],
        Spread = Spread(30),
        Roles = [],
        OverlapChannels = [new("email", 4), new("direct", 3)],
        OverlapPairs = [new("email", "direct", 2)],
        Flow = Flow,
        OrderFlow = Flow with { DropOuts = null, Journeys = 5 },
    };

    private IRenderedComponent<TopPathsCard> Top(string query) => Render<TopPathsCard>(parameters => parameters
        .Add(one => one.Study, Study()).Add(one => one.View, Sample.View(query)).Add(one => one.Channels, Channels));
}
