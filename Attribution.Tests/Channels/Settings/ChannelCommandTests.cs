using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Tests.Conversions;
using Attribution.Web.Components;
using Microsoft.EntityFrameworkCore;
using static Attribution.Tests.Channels.Settings.ChannelRuleSamples;

namespace Attribution.Tests.Channels.Settings;

public class ChannelCommandTests
{
    [Fact]
    public async Task A_saved_rule_is_a_version_and_decides_about_the_next_touch()
    {
        await using var app = await TestApp.Start();
        await app.Lands("before", "?utm_source=pod-1");

        (await app.Save(await app.Admin(), Draft(0, Rule("podcasts", "pod")))).Value.ShouldBe(1);
        await app.Lands("after", "?utm_source=pod-1");

        var touches = await app.Read(db => db.Touches.OrderBy(touch => touch.ReceivedAt).ThenBy(touch => touch.RuleVersion).ToListAsync());
        touches.Select(touch => (touch.VisitorId, touch.Channel, touch.Reason, touch.RuleVersion))
            .ShouldBe([("before", "other", "unrecognised", 0), ("after", "audio", "rule:podcasts", 1)]);
    }

    [Fact]
    public async Task Who_works_on_an_older_version_overwrites_nothing()
    {
        await using var app = await TestApp.Start();
        var (ana, bob) = (await app.Admin(), await app.Admin("bob@shop.example"));
        await app.Save(ana, Draft(0, Rule("anas", "a")));

        var late = await app.Save(bob, Draft(0, Rule("bobs", "b")));

        late[""]!.ShouldContain("Somebody saved version 1 meanwhile");
        (await app.Settings()).Sites.Rules.All.Select(rule => rule.Id).ShouldBe(["anas"]);
        (await app.Save(bob, Draft(1, Rule("anas", "a"), Rule("bobs", "b", priority: 20)))).Value.ShouldBe(2);
    }

    [Fact]
    public async Task Every_version_stays_as_it_was_and_the_audit_log_says_what_was_changed()
    {
        await using var app = await TestApp.Start();
        var ana = await app.Admin();
        await app.Save(ana, Draft(0, Rule("first", "a")) with { Note = " tried on Monday " });
        await app.Save(ana, Draft(1, Rule("second", "b")));

        var rows = await app.Read(db => db.ChannelRules.OrderBy(row => row.Version).ToListAsync());
        rows.Select(row => (row.Version, row.Note, Id: RuleJson.Read(row.Rules)[0].Id)).ShouldBe([(1, "tried on Monday", "first"), (2, "", "second")]);
        var entry = await app.Read(db => db.Audit.OrderByDescending(audit => audit.Number).FirstAsync());
        (entry.What, entry.Who).ShouldBe(("channels.rules", ana.UserId));
        entry.Before.ShouldBe("Version 1: first, named.");
        entry.After.ShouldBe("Version 2: Added “second, named”: Source starts with b → Audio. Removed “first, named”.");
    }

    [Fact]
    public async Task Saving_what_is_in_force_makes_no_version()
    {
        await using var app = await TestApp.Start();
        var ana = await app.Admin();
        await app.Save(ana, Draft(0, Rule("podcasts", "pod")));

        (await app.Save(ana, Draft(1, Rule("podcasts", "pod")))).Value.ShouldBe(1);

        (await app.Read(db => db.ChannelRules.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_is_saved()
    {
        await using var app = await TestApp.Start();
        var slow = Rule("slow", "x") with { When = [new RuleCondition("source", RuleOperators.Regex, ["(?=x)"])] };

        var refused = await app.Save(await app.Admin(), Draft(0, Rule("lost", "x", channel: "no_such"), slow) with { ClickIds = new Dictionary<string, ClickProof> { ["hclid"] = ClickProof.Ad } });

        refused.Errors.Keys.ShouldBe(["rules[0].then.channel", "rules[1].when[0].value", "clickIds.hclid"], ignoreOrder: true);
        (await app.Settings()).Sites.Rules.Version.ShouldBe(0);
    }

    [Fact]
    public async Task A_click_id_means_to_the_store_what_it_says()
    {
        await using var app = await TestApp.Start();
        await app.Save(await app.Admin(), Draft(0) with { ClickIds = new Dictionary<string, ClickProof> { ["fbclid"] = ClickProof.Ad } });

        await app.Lands("v", "?fbclid=abc", referrer: "https://www.facebook.com/");

        (await app.Read(db => db.Touches.Select(touch => touch.Channel).SingleAsync())).ShouldBe("paid_social");
    }

    [Fact]
    public async Task A_channel_of_the_stores_own_takes_the_next_free_pair_and_keeps_it()
    {
        await using var app = await TestApp.Start();
        var ana = await app.Admin();
        await app.SaveChannel(ana, new OwnChannel("podcast", "Podcast", ChannelColours.ForOwn[1].Text));
        await app.SaveChannel(ana, new OwnChannel("campus", "Campus") { Group = "contacts" });

        await app.SaveChannel(ana, new OwnChannel("podcast", "Podcasts") { IsArchived = true }, isNew: false);

        var own = (await app.Settings()).OwnChannels;
        own.Select(channel => (channel.Id, channel.Name, channel.Look, channel.Group, channel.IsArchived)).ShouldBe(
            [("podcast", "Podcasts", ChannelColours.ForOwn[1].Text, "other", true), ("campus", "Campus", ChannelColours.ForOwn[0].Text, "contacts", false)], ignoreOrder: true);
        (await app.Settings()).NameOf("campus").ShouldBe("Campus");
    }

    [Theory]
    [InlineData("email", "Mine", "Id")]
    [InlineData("Pod cast", "Mine", "Id")]
    [InlineData("podcast", "Mine", "Id")] // there is one already
    [InlineData("mine", "Email", "Name")]
    [InlineData("mine", "podcast", "Name")]
    [InlineData("mine", " ", "Name")]
    public async Task A_channel_that_could_not_be_told_apart_is_refused_at_its_field(string id, string name, string field)
    {
        await using var app = await TestApp.Start();
        var ana = await app.Admin();
        await app.SaveChannel(ana, new OwnChannel("podcast", "Podcast"));

        (await app.SaveChannel(ana, new OwnChannel(id, name))).Errors.Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task No_rule_may_choose_a_channel_that_was_put_away()
    {
        await using var app = await TestApp.Start();
        var ana = await app.Admin();
        await app.SaveChannel(ana, new OwnChannel("podcast", "Podcast"));
        (await app.Save(ana, Draft(0, Rule("podcasts", "pod", "podcast")))).IsDone.ShouldBeTrue();
        await app.SaveChannel(ana, new OwnChannel("podcast", "Podcast") { IsArchived = true }, isNew: false);

        (await app.Save(ana, Draft(1, Rule("podcasts", "podc", "podcast")))).Errors.Keys.ShouldBe(["rules[0].then.channel"]);
    }
}
