using Attribution.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

public class PathFilterTests
{
    [Theory]
    [InlineData("email", "", "", true)]
    [InlineData("email>direct", "", "", true)]
    [InlineData("direct>email", "", "", false)]
    [InlineData("sms,email", "", "", true)]
    [InlineData("sms", "", "", false)]
    [InlineData("", "paid_search", "", true)]
    [InlineData("", "paid_search>email", "direct", true)]
    [InlineData("", "email", "", false)]
    [InlineData("", "", "email>direct", true)]
    [InlineData("", "", "email", false)]
    [InlineData("", "", "x>paid_search>email>direct", false)]
    [InlineData("email", "email", "", false)]
    public void A_path_passes_where_every_list_has_a_match(string contains, string starts, string ends, bool expected) =>
        PathFilter.Of(Values(contains), Values(starts), Values(ends)).Passes(["paid_search", "email", "direct"]).ShouldBe(expected);

    [Fact]
    public void A_filter_never_adds_orders() =>
        Prop.ForAll(SomePaths.Paths, Gen.Elements("c1", "c2", "c1>c2").ToArbitrary(), (paths, steps) =>
            {
                var kept = paths.Where(path => PathFilter.Of([steps], [], []).Passes([.. path.Steps])).ToList();
                var all = SomePaths.Tally(paths).Roles().ToDictionary(role => role.Channel);
                return SomePaths.Tally(kept).Roles().All(role => role.Orders <= all[role.Channel].Orders && role.Last <= all[role.Channel].Last);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void It_says_the_same_of_channels_told_by_number() =>
        Prop.ForAll(SomePaths.Paths, Gen.Elements("c1", "c2", "c1>c2").ToArbitrary(), (paths, steps) =>
            {
                var filter = PathFilter.Of([steps, "c3"], ["c0", "c1", "c2", "c3", "c4"], ["c5", "c6", "c7", steps]);
                var numbered = filter.By(step => step[1] - '0');
                return paths.All(path => numbered.Passes([.. path.Steps.Select(step => step[1] - '0')]) == filter.Passes([.. path.Steps]));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_to_match_lets_everything_pass() => PathFilter.Of([], [], []).Passes([]).ShouldBeTrue();

    [Theory]
    [InlineData("a>a>b>b>a", "a>b>a")]
    [InlineData("a>b>c>d", "a>b>c>d")]
    [InlineData("a>a>b>c>d>d", "a>b>c>d")]
    [InlineData("a>b>c>d>e", "a>b>c>d>…")]
    [InlineData("a>…>b", "a>…")]
    [InlineData("", "")]
    public void A_head_is_the_first_four_steps(string path, string expected) => ChannelPath.Text(ChannelPath.Head(ChannelPath.Steps(path), 4)).ShouldBe(expected);

    private static string[] Values(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
