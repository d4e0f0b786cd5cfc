using Attribution.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

public class ChannelRolesTests
{
    [Fact]
    public void First_and_last_touches_each_add_up_to_the_orders_with_a_journey() =>
        Prop.ForAll(SomePaths.Paths, paths =>
            {
                var (roles, orders) = (SomePaths.Tally(paths).Roles(), paths.Where(path => path.Steps.Count > 0).Sum(path => path.Orders));
                return roles.Sum(role => role.First) == orders && roles.Sum(role => role.Last) == orders && roles.All(role => role.Assisted + role.Last == role.Orders);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_assist_is_an_order_that_ends_with_another_channel()
    {
        var roles = SomePaths.Tally([new(["email", "direct", "email"], 2), new(["email", "direct"], 3), new(["email"], 1), new([], 7)]).Roles();

        roles.ShouldBe([new("email", 6, 6, 3, 3, 1), new("direct", 5, 0, 2, 3, 0)]);
        roles[0].AssistRatio.ShouldBe(1);
    }

    [Fact]
    public void A_channel_that_never_came_last_has_no_ratio() =>
        SomePaths.Tally([new(["display", "direct"], 2)]).Roles().Single(role => role.Channel == "display").AssistRatio.ShouldBeNull();

    [Fact]
    public void Overlap_is_symmetric_and_holds_each_channels_orders_in_its_diagonal() =>
        Prop.ForAll(SomePaths.Paths, paths =>
            {
                var roles = SomePaths.Tally(paths).Roles();
                var overlap = SomePaths.Tally(paths).Overlap([.. roles.Select(role => role.Channel)]);
                var places = Enumerable.Range(0, overlap.Channels.Count).ToList();
                return places.All(i => overlap.Orders[i][i] == roles[i].Orders && overlap.Channels[i] == roles[i].Channel)
                    && places.All(i => places.All(j => overlap.Orders[i][j] == overlap.Orders[j][i] && overlap.Orders[i][j] <= overlap.Orders[i][i]));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_pair_counts_once_an_order_however_often_it_meets()
    {
        var overlap = SomePaths.Tally([new(["email", "direct", "email", "direct"], 2), new(["email"], 1)]).Overlap(["email", "direct"]);

        overlap.Channels.ShouldBe(["email", "direct"]);
        overlap.Orders.ShouldBe([[3, 2], [2, 2]]);
    }
}
