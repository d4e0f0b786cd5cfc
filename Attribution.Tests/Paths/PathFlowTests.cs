using Attribution.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

public class PathFlowTests
{
    private static readonly string[] Ends = [PathFlow.Order, PathFlow.DropOut, PathFlow.More];

    [Fact]
    public void What_comes_into_a_channel_leaves_it() =>
        Prop.ForAll(SomePaths.Journeys, journeys =>
            {
                var flow = PathFlow.Of(journeys, 4, 8);
                return flow.Links.Where(link => !Ends.Contains(link.To)).GroupBy(link => (Step: link.Step + 1, link.To))
                    .All(node => node.Sum(link => link.Journeys) == Leaving(flow, node.Key.Step, node.Key.To));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_journey_begins_once_and_ends_once() =>
        Prop.ForAll(SomePaths.Journeys, journeys =>
            {
                var flow = PathFlow.Of(journeys, 4, 8);
                return flow.Journeys == journeys.Where(one => one.Steps.Count > 0).Sum(one => one.Orders + one.DropOuts)
                    && flow.Links.Where(link => link.Step == 1).Sum(link => link.Journeys) == flow.Journeys
                    && flow.Links.Where(link => Ends.Contains(link.To)).Sum(link => link.Journeys) == flow.Journeys;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_step_shows_no_more_nodes_than_it_may() =>
        Prop.ForAll(SomePaths.Journeys, journeys =>
            {
                var flow = PathFlow.Of(journeys, 4, 5);
                return flow.Links.GroupBy(link => link.Step).All(step => step.Select(link => link.To).Distinct().Count() <= (step.Key < 4 ? 6 : 3))
                    && flow.Links.Where(link => link.Step == 1).Select(link => link.From).Distinct().Count() <= 5;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_journeys_changes_nothing() =>
        Prop.ForAll(SomePaths.Journeys, journeys => PathFlow.Of(journeys, 4, 8).Links.SequenceEqual(PathFlow.Of(journeys.Reverse(), 4, 8).Links)).QuickCheckThrowOnFailure();

    [Fact]
    public void Repeats_are_one_step_and_what_lies_beyond_the_last_is_more()
    {
        var flow = PathFlow.Of([new(["email", "email", "direct"], 2, 1), new(["a", "b", "c", "d", "e"], 3, 0)], 4, 8);

        flow.Links.ShouldContain(new FlowLink(1, "email", "direct", 3));
        flow.Links.ShouldContain(new FlowLink(2, "direct", PathFlow.Order, 2));
        flow.Links.ShouldContain(new FlowLink(2, "direct", PathFlow.DropOut, 1));
        flow.Links.ShouldContain(new FlowLink(4, "d", PathFlow.More, 3));
    }

    [Fact]
    public void Small_channels_of_a_step_are_one_node()
    {
        var flow = PathFlow.Of(Enumerable.Range(0, 9).Select(i => new FlowTally([$"c{i}"], 10 - i, 0)), 4, 8);

        flow.Links.Select(link => (link.From, link.Journeys)).ShouldBe([("c0", 10), ("c1", 9), ("c2", 8), ("c3", 7), ("c4", 6), ("c5", 5), ("c6", 4), (PathFlow.Rest, 5)]);
    }

    private static long Leaving(PathFlow flow, int step, string node) => flow.Links.Where(link => link.Step == step && link.From == node).Sum(link => link.Journeys);
}
