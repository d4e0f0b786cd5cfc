using Attribution.Domain.Channels.Rules;
using Attribution.Tests.Conversions;
using Attribution.Web.Channels;
using Microsoft.EntityFrameworkCore;
using static Attribution.Tests.Channels.Settings.ChannelRuleSamples;

namespace Attribution.Tests.Channels.Settings;

/// <summary>Known touches and orders: what a draft would move is known to the cent.</summary>
public sealed class ChannelReplayTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        await app.Lands("anna", "?utm_source=pod-1", daysAgo: 3);
        await app.Lands("anna", "?utm_source=google&utm_medium=cpc", daysAgo: 5);
        await app.Lands("ben", "?utm_source=pod-1", daysAgo: 2);
        await app.Lands("carl", "?utm_source=google&utm_medium=cpc", daysAgo: 2);
        await app.Lands("dora", "?utm_source=pod-2", daysAgo: 40);
        await app.Lands("emil", "?utm_source=pod-2", daysAgo: 89);
        await app.Lands("fred", "?utm_source=pod-2", daysAgo: 90);
        await app.Orders("anna", "o-1", 100.10m);
        await app.Orders("carl", "o-2", 50m);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task It_says_which_touches_orders_and_revenue_would_move()
    {
        var result = await app.Replay(Draft(0, Rule("podcasts", "pod")));

        (result.Touches, result.Moved, result.Inexact).ShouldBe((6, 4, 0));
        result.Moves.Select(move => (move.From, move.To, move.Touches, move.Orders, move.RevenueMinor)).ShouldBe([("other", "audio", 4, 1, 10010)]);
        result.Channels.ShouldBe([new ChannelChange("audio", 1, 10010), new ChannelChange("other", -1, -10010)], ignoreOrder: true);
        result.Moves[0].Examples.Select(example => (example.Landing, example.Before, example.After, example.Touches)).ShouldBe(
            [("https://shop.example/?utm_source=pod-1", "unrecognised", "rule:podcasts", 2), ("https://shop.example/?utm_source=pod-2", "unrecognised", "rule:podcasts", 2)]);
    }

    [Fact]
    public async Task It_looks_back_over_ninety_of_the_stores_days_with_today()
    {
        var result = await app.Replay(Draft(0, Rule("podcasts", "pod")));

        (result.From, result.To).ShouldBe((new DateOnly(2026, 3, 18), new DateOnly(2026, 6, 15)));
    }

    [Fact]
    public async Task Rules_that_match_nothing_and_rules_that_are_never_reached_are_named()
    {
        var fax = Rule("fax", "fax", priority: 30);
        var narrow = Rule("narrow", "pod-1", "sms", priority: 20);

        var result = await app.Replay(Draft(0, Rule("broad", "pod", priority: 10), narrow, fax));

        result.Rules.ShouldBe([new RuleReach("broad", 4, 4, ""), new RuleReach("narrow", 0, 2, "broad"), new RuleReach("fax", 0, 0, "")]);
    }

    [Fact]
    public async Task What_the_draft_leaves_as_it_is_moves_nothing_and_nothing_is_written()
    {
        await app.Save(await app.Admin(), Draft(0, Rule("podcasts", "pod")));

        var result = await app.Replay(Draft(1, Rule("podcasts", "pod")));

        (result.Moved, result.Moves.Count, result.Channels.Count).ShouldBe((0, 0, 0));
        result.Inexact.ShouldBe(4); // they came in before the version that is in force
        (await app.Read(db => db.Touches.CountAsync(touch => touch.Channel == "other"))).ShouldBe(5);
    }

    [Fact]
    public async Task A_rule_that_goes_takes_its_touches_back()
    {
        await app.Save(await app.Admin(), Draft(0, Rule("podcasts", "pod")));
        await app.Lands("gina", "?utm_source=pod-9");

        var result = await app.Replay(Draft(1));

        result.Moves.Select(move => (move.From, move.To, move.Touches)).ShouldBe([("audio", "other", 1)]);
    }

    [Fact]
    public async Task A_parameter_that_was_not_kept_is_told()
    {
        var rule = Rule("via", "x") with { When = [new RuleCondition("query:via", RuleOperators.IsSet, [])] };

        (await app.Replay(Draft(0, rule))).UnkeptParameters.ShouldBe(["via"]);
    }
}
