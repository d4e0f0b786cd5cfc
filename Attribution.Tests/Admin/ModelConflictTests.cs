using Attribution.Domain.Models;
using Attribution.Web.Admin.Models;
using Shouldly;

namespace Attribution.Tests.Admin;

/// <summary>What an admin is told whose draft of a model was overtaken.</summary>
public sealed class ModelConflictTests
{
    [Fact]
    public void A_draft_of_what_is_in_force_meets_nobody()
    {
        ModelConflict.Of("position_based", 2, [Version(2, Shares(0.5, 0.2, 0.3)), Version(1, Shares(0.4, 0.2, 0.4))]).ShouldBeNull();
        ModelConflict.Of("custom", 0, []).ShouldBeNull();
    }

    [Fact]
    public void Both_sides_are_told_over_all_that_was_saved_since_and_what_would_only_be_taken_back_is_marked()
    {
        var conflict = ModelConflict.Of("position_based", 1, [Version(3, Shares(0.3, 0.3, 0.4)), Version(2, Shares(0.5, 0.2, 0.3)), Version(1, Shares(0.4, 0.2, 0.4))])!;

        conflict.Newest.Version.ShouldBe(3);
        conflict.Theirs(id => id).Select(change => change.Words).ShouldBe(["First: 0.4 became 0.3.", "Middle: 0.2 became 0.3."]);
        conflict.Mine(Shares(0.3, 0.2, 0.5), id => id).Select(one => (one.Change.WordsAhead, one.TakesBack)).ShouldBe(
            [("Middle: 0.3 would become 0.2.", true), ("Last: 0.4 would become 0.5.", false)]);
        conflict.Mine(Shares(0.3, 0.3, 0.4), id => id).ShouldBeEmpty();
    }

    [Fact]
    public void Two_first_models_of_ones_own_stand_beside_none()
    {
        var conflict = ModelConflict.Of("custom", 0, [Version(1, Own("email", 3))])!;

        conflict.Theirs(id => id).Select(change => change.Words).ShouldBe(["Channel is email counts × 3, which no rule said before."]);
        conflict.Mine(Own("direct", 0), id => id).Select(one => (one.Change.WordsAhead, one.TakesBack)).ShouldBe(
            [("Channel is email would no longer count × 3.", true), ("Channel is direct would count × 0, which no rule says now.", false)]);
    }

    private static ModelVersion Version(int version, ModelDefinition definition) => new(version, definition, null, null, "");

    private static ModelDefinition Shares(double first, double middle, double last) =>
        new(new Dictionary<string, double> { ["first"] = first, ["middle"] = middle, ["last"] = last });

    private static ModelDefinition Own(string channel, double multiplier) =>
        new(new Dictionary<string, double>()) { Base = "linear", Rules = [new WeightRuleText("channel", channel, multiplier)] };
}
