using Attribution.Tests.Analytics.Overview;
using Attribution.Web.Analytics.Paths;
using Attribution.Web.Components;

namespace Attribution.Tests.Analytics.Paths;

public class PathsViewTests
{
    [Fact]
    public void The_address_holds_how_paths_are_narrowed()
    {
        var view = Sample.View("&pathStarts=email&pathStarts=email%3Edirect&open=repeats");

        var options = PathsView.OptionsOf(view.Url);

        (options.Collapse, options.Starts.Count, options.Contains.Count).ShouldBe((false, 2, 0));
        options.Starts[1].ShouldBe("email>direct");
        view.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_path_that_names_no_channel_is_dropped_with_a_note() => Sample.View("&pathEnds=%3Cb%3E").Notes.Count.ShouldBe(1);

    [Fact]
    public void Another_way_to_match_keeps_the_channels()
    {
        var url = Sample.View("&pathContains=email&channel=direct").Url;

        var ends = PathMatch.All[2].In(url);

        ends.ValuesOf("pathEnds").ShouldBe(["email"]);
        ends.ValuesOf("pathContains").ShouldBeEmpty();
        ends.ValuesOf("channel").ShouldBe(["direct"]);
        PathMatch.Of(ends).Words.ShouldBe("ends with");
    }

    [Fact]
    public void A_way_to_match_stands_before_a_channel_is_chosen()
    {
        var starts = PathMatch.All[1].In(Sample.View().Url);

        PathMatch.Of(starts).Words.ShouldBe("starts with");
        PathMatch.Of(PathMatch.All[0].In(starts)).Words.ShouldBe("contains");
    }

    [Fact]
    public void The_list_grows_by_fifty_rows()
    {
        var url = Sample.View().Url;

        PathsView.Rows(url).ShouldBe(12);
        PathsView.Rows(PathsView.More(url)).ShouldBe(50);
        PathsView.Rows(PathsView.More(PathsView.More(url))).ShouldBe(100);
    }

    [Fact]
    public void What_only_unfolds_a_card_reads_nothing_anew() =>
        PathsView.KeyOf(Sample.View("&open=roles&sort=-last&open=orders_only")).ShouldBe(PathsView.KeyOf(Sample.View()));

    [Fact]
    public void Filters_that_only_orders_can_be_narrowed_by_are_known()
    {
        new PathOptions { Starts = ["email"] }.FitsDropOuts.ShouldBeTrue();
        new PathOptions { Starts = ["email>direct"] }.FitsDropOuts.ShouldBeFalse();
        new PathOptions(Collapse: true) { Starts = ["email>direct"] }.FitsDropOuts.ShouldBeTrue();
        new PathOptions { Contains = ["email"] }.FitsDropOuts.ShouldBeFalse();
    }
}
